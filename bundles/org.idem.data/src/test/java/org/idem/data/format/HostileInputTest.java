package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.Goldens;
import org.idem.data.ImageDataset;
import org.idem.data.check.DataCheck;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cut, twisted and made-up files end in a message, never in another exception or a large allocation. */
@Tag("golden")
class HostileInputTest {
    @TempDir
    private Path folder;

    private void read(Path file) {
        try (ImageDataset set = Datasets.openImages(file)) {
            set.identities();
            for (int i = 0; i < set.size(); i++) {
                try {
                    set.label(i);
                    set.image(i);
                } catch (DamagedImageException e) {
                    assertTrue(e.getMessage().length() > 5);
                }
            }
        } catch (InputException e) {
            assertEquals(1, e.problems().size());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-insightface/train", "faults/train"})
    void recordsCutAnywhere(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(Goldens.data(name + ".rec"));
        Path cut = folder.resolve("cut.rec");
        Path idx = folder.resolve("cut.idx");
        for (int length = 0; length < bytes.length; length += length < 4000 ? 50 : 3550) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            Files.deleteIfExists(idx);
            read(cut);
            Files.copy(Goldens.data(name + ".idx"), idx);
            read(cut);
        }
        DataCheck.check(cut, Progress.NONE);
    }

    @Test
    void recordsWithWrongBytes() throws IOException {
        byte[] bytes = Files.readAllBytes(Goldens.data("tiny-insightface/train.rec"));
        Random random = new Random(7);
        Path twisted = folder.resolve("twisted.rec");
        Files.copy(Goldens.data("tiny-insightface/train.idx"), folder.resolve("twisted.idx"));
        for (int round = 0; round < 30; round++) {
            byte[] copy = bytes.clone();
            for (int i = 0; i < 2000; i++) {
                copy[random.nextInt(copy.length)] = (byte) random.nextInt();
            }
            Files.write(twisted, copy);
            read(twisted);
        }
        DataCheck.check(twisted, Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"six-numpy-proto4.bin", "six-proto2-py3.bin", "six-numpy-proto5.bin", "tiny-proto4.bin"})
    void verificationSetsCutAnywhere(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(Goldens.data(name));
        Path cut = folder.resolve("cut.bin");
        for (int length = 0; length < bytes.length; length += 50) {
            if (length > 8000 && length < bytes.length - 3000) {
                length += 1950;
            }
            Files.write(cut, Arrays.copyOf(bytes, length));
            assertThrows(InputException.class, () -> Datasets.openPairs(cut));
        }
    }

    @Test
    void verificationSetsWithWrongBytes() throws IOException {
        byte[] bytes = Files.readAllBytes(Goldens.data("six-numpy-proto4.bin"));
        Random random = new Random(9);
        Path twisted = folder.resolve("twisted.bin");
        for (int round = 0; round < 200; round++) {
            byte[] copy = bytes.clone();
            for (int i = 0; i < 5; i++) {
                copy[random.nextInt(round % 2 == 0 ? 200 : copy.length)] = (byte) random.nextInt();
            }
            Files.write(twisted, copy);
            read(twisted);
        }
    }

    private InputException refused(byte[] pickle) throws IOException {
        Path file = folder.resolve("made-up.bin");
        Files.write(file, pickle);
        return assertThrows(InputException.class, () -> Datasets.openPairs(file));
    }

    @Test
    void codeIsNamedAndNotRun() throws IOException {
        Path trace = folder.resolve("trace");
        String protocol2 = "\u0080\u0002cposix\nsystem\nU\u0005touchR.";
        assertTrue(refused(protocol2.getBytes(StandardCharsets.ISO_8859_1))
                .getMessage()
                .contains("posix.system"));
        String stackGlobal = "\u0080\u0004\u008c\u0008builtins\u008c\u0004eval\u0093\u008c\u00011\u0085R.";
        assertTrue(refused(stackGlobal.getBytes(StandardCharsets.ISO_8859_1))
                .getMessage()
                .contains("builtins.eval"));
        String opcode = "\u0080\u0002(imodule\nname\n.";
        assertTrue(refused(opcode.getBytes(StandardCharsets.ISO_8859_1))
                .getMessage()
                .contains("0x69"));
        assertTrue(Files.notExists(trace));
    }

    @Test
    void absurdLengthsAllocateNothing() throws IOException {
        for (int opcode : new int[] {0x8d, 0x8e, 0x96}) {
            for (long length : new long[] {Long.MAX_VALUE, -1, 1L << 40, Integer.MAX_VALUE}) {
                ByteBuffer pickle = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
                pickle.put((byte) 0x80).put((byte) 4).put((byte) opcode).putLong(length);
                assertTrue(refused(pickle.array()).getMessage().contains("ends inside"));
            }
        }
        ByteBuffer big = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        big.put((byte) 0x80).put((byte) 2).put((byte) 'T').putInt(-1);
        refused(big.array());
    }

    @Test
    void nestingCostsNoCallStack() throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(0x80);
        pickle.write(2);
        for (int i = 0; i < 1_000_000; i++) {
            pickle.write(']');
        }
        for (int i = 1; i < 1_000_000; i++) {
            pickle.write('a');
        }
        pickle.write('.');
        refused(pickle.toByteArray());
    }

    @Test
    void imagesCutAnywhere() throws IOException {
        for (String name : new String[] {"q95-420", "q85-progressive", "q90-gray", "q90-restart"}) {
            byte[] bytes = Files.readAllBytes(Goldens.data("jpeg/" + name + ".jpg"));
            for (int length = 0; length < bytes.length - 2; length += 50) {
                EncodedImage cut = new EncodedImage(name, ByteBuffer.wrap(Arrays.copyOf(bytes, length)));
                assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(cut), name + " " + length);
            }
        }
    }

    @Test
    void imagesWithWrongBytes() throws IOException {
        byte[] bytes = Files.readAllBytes(Goldens.data("jpeg/q95-420.jpg"));
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            byte[] copy = bytes.clone();
            for (int i = 0; i < 4; i++) {
                copy[random.nextInt(round % 2 == 0 ? 700 : copy.length)] = (byte) random.nextInt();
            }
            try {
                ImageDecoder.decode(new EncodedImage("twisted", ByteBuffer.wrap(copy)));
            } catch (DamagedImageException e) {
                assertEquals("twisted", e.key());
            }
        }
    }
}
