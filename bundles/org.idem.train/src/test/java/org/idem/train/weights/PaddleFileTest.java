package org.idem.train.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.idem.core.InputException;
import org.idem.fuzz.sample.Pickler.Call;
import org.idem.fuzz.sample.Saved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors as PaddlePaddle saves them. */
class PaddleFileTest {
    @TempDir
    private Path folder;

    private Weights open(byte[] bytes) throws IOException {
        return Weights.open(Files.write(folder.resolve("w.pdparams"), bytes));
    }

    private static float[] values(NamedTensor tensor) {
        long count = Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a * b);
        return tensor.read(0, (int) count);
    }

    private static Map<String, Object> someTensors() {
        Map<String, Object> dict = new LinkedHashMap<>();
        dict.put("fc.weight", Saved.paddleTensor(new float[] {1, -2, 3.5f, 4, 0.1f, 6}, 2, 3));
        dict.put("bn._mean", Saved.paddleTensor(new float[] {7}, 1));
        return dict;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void everyProtocol(int protocol) throws IOException {
        Weights weights = open(Saved.paddle(protocol, someTensors()));
        assertEquals(Weights.Format.PADDLE, weights.format());
        assertEquals(2, weights.tensors().size());
        assertArrayEquals(new long[] {2, 3}, weights.tensors().get(0).shape());
        assertArrayEquals(
                new float[] {1, -2, 3.5f, 4, 0.1f, 6}, values(weights.tensors().get(0)));
        assertArrayEquals(new float[] {3.5f, 4}, weights.tensors().get(0).read(2, 2));
        assertArrayEquals(new float[] {7}, values(weights.tensors().get(1)));
    }

    @Test
    void otherNumbersAndOrders() throws IOException {
        Map<String, Object> dict = new LinkedHashMap<>();
        dict.put("half", Saved.numpy("f2", new byte[] {0, 0x3c}, false, 1));
        dict.put("brain", Saved.numpy("u2", new byte[] {(byte) 0x80, 0x3f}, false, 1));
        dict.put("columns", Saved.numpy("f4", Saved.bytes(1, 2, 3, 4, 5, 6), true, 2, 3));
        List<NamedTensor> tensors = open(Saved.paddle(4, dict)).tensors();
        assertArrayEquals(new float[] {1}, values(tensors.get(0)));
        assertArrayEquals(new float[] {1}, values(tensors.get(1)));
        assertArrayEquals(new float[] {1, 3, 5, 2, 4, 6}, values(tensors.get(2)));
    }

    /** Cut in pieces as {@code paddle.save} does below protocol 4. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void tensorsInPieces(int protocol) throws IOException {
        Map<String, Object> dict = new LinkedHashMap<>();
        dict.put("fc.weight@@.0", Saved.paddleTensor(new float[] {1, 2, 3, 4}, 4));
        dict.put("fc.weight@@.1", Saved.paddleTensor(new float[] {5, 6}, 2));
        Map<String, Object> how =
                Map.of("OriginShape", new Object[] {3, 2}, "slices", List.of("fc.weight@@.0", "fc.weight@@.1"));
        dict.put("UnpackBigParamInfor@@", Map.of("fc.weight", how));
        List<NamedTensor> tensors = open(Saved.paddle(protocol, dict)).tensors();
        assertEquals(1, tensors.size());
        assertEquals("fc.weight", tensors.get(0).name());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, values(tensors.get(0)));
        assertArrayEquals(new float[] {4, 5}, tensors.get(0).read(3, 2));
        assertArrayEquals(new float[] {1, 3, 5, 2, 4, 6}, values(tensors.get(0).transposed()));
    }

    @Test
    void classCentersOfWorkersLieBesideTheFile() throws IOException {
        Files.write(folder.resolve("latest.pdparams"), Saved.paddle(4, someTensors()));
        for (int worker = 0; worker < 3; worker++) {
            Object rows = Saved.paddleTensor(new float[] {worker, 10 + worker}, 1, 2);
            Files.write(
                    folder.resolve("latest_rank" + worker + ".pdparams"), Saved.paddle(4, Map.of("head.weight", rows)));
        }
        for (Path named : new Path[] {folder, folder.resolve("latest"), folder.resolve("latest.pdparams")}) {
            Weights weights = Weights.open(named);
            assertEquals(2, weights.tensors().size());
            PretrainedCenters fit = PretrainedCenters.of(weights.centers(), 3, 2);
            assertTrue(fit.fits(), fit.message());
            assertArrayEquals(new float[] {0, 10, 1, 11, 2, 12}, fit.read(0, 3, 2));
            assertArrayEquals(new float[] {1, 11, 2, 12}, fit.read(1, 2, 2));
            assertEquals(
                    "The weights' class centers are dropped: they are of 3 identities, the training has 4",
                    PretrainedCenters.of(weights.centers(), 4, 2).message());
            assertTrue(PretrainedCenters.of(weights.centers(), 3, 5).isMismatch());
        }
        Files.delete(folder.resolve("latest_rank1.pdparams"));
        InputException e = assertThrows(InputException.class, () -> Weights.open(folder));
        assertTrue(e.getMessage().contains("worker 1 are missing"), e.getMessage());
    }

    @Test
    void foldersAndNamesThatSayTooLittle() throws IOException {
        assertTrue(message(folder).contains("no run, no checkpoint"));
        Files.write(folder.resolve("a.pdparams"), new byte[1]);
        Files.write(folder.resolve("b.pdparams"), new byte[1]);
        assertTrue(message(folder).contains("a.pdparams, b.pdparams"));
        assertTrue(message(folder.resolve("c")).contains("no such file"));
        assertTrue(message(folder.resolve("a.pdparams")).contains("cannot be read"));
    }

    private static String message(Path named) {
        return assertThrows(InputException.class, () -> Weights.open(named)).getMessage();
    }

    private String refused(byte[] bytes) {
        return assertThrows(InputException.class, () -> open(bytes)).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "f4, 8, 3, does not lie within",
        "f4, 8, -2, impossible",
        "f4, 8, 4611686018427387904, impossible",
        "c8, 8, 1, numbers of type c8",
        "O8, 8, 1, numbers of type O8"
    })
    void arraysThatAreNone(String type, int bytes, long length, String why) {
        Object array = Saved.numpy(type, new byte[bytes], false, length);
        String message = refused(Saved.paddle(4, Map.of("fc.bias", array)));
        assertTrue(message.contains(why), message);
        assertTrue(message.contains("fc.bias"), message);
    }

    @Test
    void codeIsNamedAndNotRun() {
        Path trace = folder.resolve("trace");
        Object call = new Call("posix", "system", "touch " + trace);
        assertTrue(refused(Saved.paddle(4, Map.of("fc.bias", call))).contains("posix.system"));
        assertTrue(Files.notExists(trace));
    }

    @Test
    void dictionariesThatHoldEachOtherEnd() throws IOException {
        // One dictionary of a thousand names, remembered and named again under sixteen thousand others.
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 4, '}', (byte) 0x94, '('});
        for (int i = 0; i < 1000; i++) {
            pickle.writeBytes(new byte[] {'M', (byte) i, (byte) (i >> 8), 'N'});
        }
        pickle.writeBytes(new byte[] {'u', '0', '}', '('});
        for (int i = 0; i < 16_000; i++) {
            pickle.writeBytes(new byte[] {'M', (byte) i, (byte) (i >> 8), 'h', 0});
        }
        pickle.writeBytes(new byte[] {'u', '.'});
        assertTrue(refused(pickle.toByteArray()).contains("hold each other"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void filesCutAndTwisted(int protocol) throws IOException {
        byte[] bytes = Saved.paddle(protocol, someTensors());
        for (int length = 0; length < bytes.length; length += 5) {
            int cut = length;
            assertThrows(InputException.class, () -> open(Arrays.copyOf(bytes, cut)), "cut at " + cut);
        }
        Random random = new Random(6);
        int refusals = 0;
        for (int round = 0; round < 200; round++) {
            byte[] twisted = bytes.clone();
            twisted[random.nextInt(twisted.length)] = (byte) random.nextInt();
            try {
                open(twisted).tensors().stream()
                        .filter(tensor -> Arrays.stream(tensor.shape()).allMatch(length -> length < 100))
                        .forEach(PaddleFileTest::values);
            } catch (InputException e) {
                refusals++;
            }
        }
        assertTrue(refusals > 50, refusals + " refusals");
    }
}
