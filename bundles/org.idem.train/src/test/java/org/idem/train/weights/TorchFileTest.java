package org.idem.train.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import org.idem.core.InputException;
import org.idem.fuzz.sample.Pickler.Call;
import org.idem.fuzz.sample.Saved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors as PyTorch saves them. */
class TorchFileTest {
    @TempDir
    private Path folder;

    private final Saved saved = new Saved();

    private Weights open(byte[] bytes) throws IOException {
        return Weights.open(Files.write(folder.resolve("w.pt"), bytes));
    }

    private static float[] values(NamedTensor tensor) {
        long count = Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a * b);
        return tensor.read(0, (int) count);
    }

    private Object someTensors() {
        Map<String, Object> dict = new LinkedHashMap<>();
        dict.put("fc.weight", saved.torch(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
        dict.put("fc.bias", saved.torch(new float[] {-1, 0.5f}, 2));
        return dict;
    }

    private static void checkSomeTensors(Weights weights) {
        assertEquals(Weights.Format.TORCH, weights.format());
        assertEquals(2, weights.tensors().size());
        NamedTensor matrix = weights.tensors().get(0);
        assertEquals("fc.weight", matrix.name());
        assertArrayEquals(new long[] {2, 3}, matrix.shape());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, values(matrix));
        assertArrayEquals(new float[] {-1, 0.5f}, values(weights.tensors().get(1)));
    }

    @Test
    void theZipFormAndTheOldForm() throws IOException {
        Object root = someTensors();
        checkSomeTensors(open(saved.zip(root)));
        checkSomeTensors(open(saved.old(root)));
    }

    @Test
    void numbersThatDoNotStandInOrder() throws IOException {
        float[] counted = new float[24];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = i;
        }
        byte[] storage = Saved.bytes(counted);
        Map<String, Object> dict = new LinkedHashMap<>();
        dict.put("turned", saved.torch("FloatStorage", storage, 24, 0, new long[] {4, 6}, new long[] {1, 4}));
        dict.put("part", saved.view("FloatStorage", 0, 24, 13, new long[] {2, 3}, new long[] {6, 2}));
        dict.put("spread", saved.view("FloatStorage", 0, 24, 7, new long[] {2, 2}, new long[] {0, 0}));
        dict.put("one", saved.view("FloatStorage", 0, 24, 23, new long[] {}, new long[] {}));
        List<NamedTensor> tensors = open(saved.zip(dict)).tensors();
        float[] turned = values(tensors.get(0));
        assertArrayEquals(new float[] {0, 4, 8, 12, 16, 20, 1, 5}, Arrays.copyOf(turned, 8));
        assertArrayEquals(new float[] {20, 1, 5}, tensors.get(0).read(5, 3));
        assertArrayEquals(new float[] {13, 15, 17, 19, 21, 23}, values(tensors.get(1)));
        assertArrayEquals(new float[] {7, 7, 7, 7}, values(tensors.get(2)));
        assertArrayEquals(new float[] {23}, values(tensors.get(3)));
        assertArrayEquals(counted, values(tensors.get(0).transposed()));
    }

    private static byte[] shorts(int... bits) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : bits) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    @Test
    void otherNumbers() throws IOException {
        ByteBuffer doubles = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        doubles.putDouble(0.1).putDouble(-2);
        long[] two = {2};
        long[] step = {1};
        Map<String, Object> dict = new LinkedHashMap<>();
        dict.put("half", saved.torch("HalfStorage", shorts(0x3c00, 0xc100), 2, 0, two, step));
        dict.put("brain", saved.torch("BFloat16Storage", shorts(0x3f80, 0xc020), 2, 0, two, step));
        dict.put("double", saved.torch("DoubleStorage", doubles.array(), 2, 0, two, step));
        dict.put("n.num_batches_tracked", saved.torch("LongStorage", new byte[8], 1, 0, new long[0], new long[0]));
        List<NamedTensor> tensors = open(saved.zip(dict)).tensors();
        assertArrayEquals(new float[] {1, -2.5f}, values(tensors.get(0)));
        assertArrayEquals(new float[] {1, -2.5f}, values(tensors.get(1)));
        assertArrayEquals(new float[] {0.1f, -2}, values(tensors.get(2)));
        assertEquals(4, tensors.size());
    }

    @Test
    void parametersAndCheckpointsOfOtherThings() throws IOException {
        Object tensor = saved.torch(new float[] {3}, 1);
        Object parameter =
                new Call("torch._utils", "_rebuild_parameter", tensor, true, new Call("collections", "OrderedDict"));
        Object pairs = Collections.singletonList(new Object[] {"fc.bias", parameter});
        Object optimizer = Map.of("state", Map.of(0, Map.of("momentum_buffer", saved.torch(new float[] {9}, 1))));
        Map<String, Object> dict = new LinkedHashMap<>();
        dict.put("epoch", 3);
        dict.put("seen", new Call("builtins", "set", List.of(1, 2)));
        dict.put("state_optimizer", optimizer);
        dict.put("state_dict_backbone", new Call("collections", "OrderedDict", pairs));
        dict.put("state_dict_softmax_fc", Map.of("weight", saved.torch(new float[] {1, 2}, 2, 1)));
        for (byte[] bytes : new byte[][] {saved.zip(dict), saved.old(dict)}) {
            Weights weights = open(bytes);
            assertEquals(
                    List.of("state_dict_backbone.fc.bias"),
                    weights.tensors().stream().map(NamedTensor::name).toList());
            assertArrayEquals(new float[] {3}, values(weights.tensors().get(0)));
            assertArrayEquals(new float[] {1, 2}, values(weights.centers().get(0)));
        }
    }

    @Test
    void numbersBeyondFourGigabytesHaveTheirPlaceInTheExtraField() throws IOException {
        byte[] plain = saved.zip(someTensors());
        checkSomeTensors(open(ZipSurgery.withLargeNumbers(plain)));
    }

    private String refused(byte[] bytes) {
        return assertThrows(InputException.class, () -> open(bytes)).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "8, 0, 2, 3, 3, 1, does not lie within",
        "6, 1, 2, 3, 3, 1, does not lie within",
        "6, 0, 2, 3, 4, 1, does not lie within",
        "6, -1, 2, 3, 3, 1, does not lie within",
        "6, 0, -2, 3, 3, 1, impossible",
        "6, 0, 2, 3, -3, 1, impossible",
        "6, 0, 4611686018427387904, 4611686018427387904, 4611686018427387904, 1, impossible",
        "6, 9223372036854775807, 2, 3, 3, 1, does not lie within",
        "9223372036854775807, 0, 2, 3, 3, 1, are missing"
    })
    void viewsThatLeaveTheirStorage(long size, long offset, long a, long b, long stepA, long stepB, String why) {
        byte[] storage = new byte[4 * 6];
        Object tensor =
                saved.torch("FloatStorage", storage, size, offset, new long[] {a, b}, new long[] {stepA, stepB});
        String message = refused(saved.zip(Map.of("fc.weight", tensor)));
        assertTrue(message.contains(why) || size == 8 && message.contains("are missing"), message);
        assertTrue(message.contains("fc.weight"), message);
        assertTrue(message.contains("w.pt"), message);
    }

    @Test
    void aStorageThatIsNotThere() {
        Object tensor = saved.view("FloatStorage", 7, 1, 0, new long[] {1}, new long[] {1});
        assertTrue(refused(saved.zip(Map.of("a", tensor))).contains("are missing"));
        assertTrue(refused(saved.old(Map.of("a", tensor))).contains("are missing"));
    }

    @Test
    void compressedArchivesAreNotInflated() {
        String message = refused(saved.zip(someTensors(), ZipEntry.DEFLATED));
        assertTrue(message.contains("compressed"), message);
    }

    @Test
    void archivesOfAnotherKindAreRefused() {
        Object root = someTensors();
        assertTrue(refused(saved.zip(root, ZipEntry.STORED, "big")).contains("Big-endian"));
        assertTrue(refused(saved.zip(root, ZipEntry.STORED, "little", "other")).contains("2 files named data.pkl"));
        byte[] encrypted = saved.zip(root);
        ByteBuffer bytes = ByteBuffer.wrap(encrypted).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(encrypted.length - 22 + 16);
        bytes.putShort(directory + 8, (short) (bytes.getShort(directory + 8) | 1));
        assertTrue(refused(encrypted).contains("encrypted"));
    }

    /** NumPy's scalars, as training scripts leave them in a checkpoint, are read past. */
    @Test
    void scalarsOfNumpyDoNoHarm() throws IOException {
        Object type = new Call("numpy", "dtype", "f8", false, true);
        Map<String, Object> dict = new LinkedHashMap<>();
        dict.put("best", new Call("numpy.core.multiarray", "scalar", type, new byte[] {0, 0, 0, 0, 0, 0, 0, 64}));
        dict.put("state_dict", someTensors());
        assertEquals(2, open(saved.zip(dict)).tensors().size());
    }

    @Test
    void aSavedModelObjectIsNamedAndNotMade() {
        Object model = new Call("torch.nn.modules.container", "Sequential");
        String message = refused(saved.zip(model));
        assertTrue(message.contains("torch.nn.modules.container.Sequential"), message);
        assertTrue(message.contains("torch.save(model.state_dict())"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"os.system", "builtins.eval", "torch.load", "torch.storage._load_from_bytes"})
    void code(String name) throws IOException {
        Path trace = folder.resolve("trace");
        int dot = name.lastIndexOf('.');
        Object call = new Call(name.substring(0, dot), name.substring(dot + 1), "touch " + trace);
        assertTrue(refused(saved.zip(Map.of("a", call))).contains(name));
        assertTrue(refused(saved.old(Map.of("a", call))).contains(name));
        assertTrue(Files.notExists(trace));
    }

    @Test
    void oneTensorIsNoNetwork() {
        assertTrue(refused(saved.zip(saved.torch(new float[] {1}, 1))).contains("no dictionary"));
    }

    @Test
    void filesCutAnywhere() {
        Object root = someTensors();
        for (byte[] bytes : new byte[][] {saved.zip(root), saved.old(root)}) {
            for (int length = 0; length < bytes.length; length += 7) {
                int cut = length;
                assertThrows(InputException.class, () -> open(Arrays.copyOf(bytes, cut)), "cut at " + cut);
            }
        }
    }

    @Test
    void filesWithWrongBytes() throws IOException {
        Object root = someTensors();
        Random random = new Random(5);
        int refusals = 0;
        for (byte[] bytes : new byte[][] {saved.zip(root), saved.old(root)}) {
            for (int round = 0; round < 200; round++) {
                byte[] twisted = bytes.clone();
                for (int i = 0; i < 3; i++) {
                    twisted[random.nextInt(twisted.length)] = (byte) random.nextInt();
                }
                try {
                    open(twisted).tensors().stream()
                            .filter(tensor -> Arrays.stream(tensor.shape()).allMatch(length -> length < 100))
                            .forEach(TorchFileTest::values);
                } catch (InputException e) {
                    refusals++;
                }
            }
        }
        assertTrue(refusals > 100, refusals + " refusals");
    }
}
