package org.idem.data.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.DrawnSets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptedConversionTest {
    /** More than two of the chunks between which a conversion may end. */
    private static final int IMAGES = 1100;

    @TempDir
    private Path folder;

    private Path list;

    /** Is cancelled as soon as something was converted. */
    private static final class CancelAfterFirstChunk implements Progress {
        private boolean reported;

        @Override
        public void report(double fraction, Supplier<String> message) {
            assertTrue(message.get().contains(" of 1,100 images"), message.get());
            reported = true;
        }

        @Override
        public boolean isCancelled() {
            return reported;
        }
    }

    @BeforeEach
    void draw() throws IOException {
        list = DrawnSets.list(
                folder.resolve("in"), IntStream.range(0, IMAGES).map(i -> i / 7).toArray());
        Files.delete(folder.resolve("in/pictures/13.png"));
        Files.delete(folder.resolve("in/pictures/1013.png"));
    }

    private ConvertRequest request(String format) {
        return ConvertRequest.of(list, folder.resolve("out"), format);
    }

    private void interrupt(String format) {
        assertThrows(
                CancellationException.class,
                () -> DatasetConverter.convert(request(format), new CancelAfterFirstChunk()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "folders", "recordio"})
    void theSameRequestGoesOn(String format) throws IOException {
        interrupt(format);
        // What a killed process had written after it saved its state last.
        for (Path file : files(folder.resolve("out"))) {
            if (file.toString().endsWith(".part")) {
                Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
            }
        }
        ConvertResult resumed = DatasetConverter.convert(request(format), Progress.NONE);
        assertEquals(511, resumed.resumed());
        assertEquals(IMAGES - 2, resumed.images());
        assertEquals(2, resumed.skipped().size());

        ConvertResult whole =
                DatasetConverter.convert(ConvertRequest.of(list, folder.resolve("whole"), format), Progress.NONE);
        assertEquals(whole.skipped(), resumed.skipped());
        TreeMap<String, byte[]> expected = contents(folder.resolve("whole"));
        TreeMap<String, byte[]> actual = contents(folder.resolve("out"));
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
    }

    @Test
    void anotherRequestIsRefused() throws IOException {
        interrupt("list");
        TreeMap<String, byte[]> before = contents(folder.resolve("out"));
        ConvertRequest other = request("list").withReencode();
        InputException e = assertThrows(InputException.class, () -> DatasetConverter.convert(other, Progress.NONE));
        assertTrue(e.getMessage().contains("Another conversion was begun here"), e.getMessage());
        assertEquals(before.keySet(), contents(folder.resolve("out")).keySet());
    }

    @Test
    void partsThatAreGoneAreNamed() throws IOException {
        interrupt("recordio");
        Files.write(folder.resolve("out/train.rec.part"), new byte[8]);
        InputException e =
                assertThrows(InputException.class, () -> DatasetConverter.convert(request("recordio"), Progress.NONE));
        assertTrue(e.getMessage().contains("shorter than the interrupted conversion left it"), e.getMessage());
    }

    @Test
    void twoConversionsDoNotShareAFolder() throws IOException {
        Path state = Files.createDirectory(folder.resolve("out")).resolve(".convert");
        try (ConversionState held = ConversionState.open(state, "held")) {
            held.save(0, Map.of());
            InputException e =
                    assertThrows(InputException.class, () -> DatasetConverter.convert(request("list"), Progress.NONE));
            assertTrue(e.getMessage().contains("at this moment"), e.getMessage());
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static TreeMap<String, byte[]> contents(Path root) throws IOException {
        TreeMap<String, byte[]> contents = new TreeMap<>();
        for (Path file : files(root)) {
            contents.put(root.relativize(file).toString(), Files.readAllBytes(file));
        }
        return contents;
    }
}
