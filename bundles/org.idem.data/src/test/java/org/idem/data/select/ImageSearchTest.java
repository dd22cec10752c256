package org.idem.data.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.idem.core.Progress;
import org.idem.data.DrawnSets;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSearchTest {
    @TempDir
    private Path folder;

    private int[] find(ImageDataset set, ImageFilter filter, ImageSort sort) {
        return new ImageSearch(set, new ImageLabels(set)).find(filter, sort, Progress.NONE);
    }

    private static ImageFilter filter(String key, String identities, String side) {
        return new ImageFilter(
                key,
                NumberRange.parse(identities).orElseThrow(),
                NumberRange.parse(side).orElseThrow(),
                index -> true);
    }

    @Test
    void filtersByKeyIdentityAndSize() throws IOException {
        Path list = DrawnSets.list(folder, 3, 3, 1, 1, 0, 0, 0, 2, 2, 2, 2, 2);
        try (ImageEncoder encoder = new ImageEncoder()) {
            Files.write(folder.resolve("pictures/4.png"), encoder.png(new Pixels(20, 12, new byte[3 * 20 * 12])));
        }
        try (ImageDataset set = Datasets.openImages(list)) {
            assertArrayEquals(new int[] {2, 3, 7, 8, 9, 10, 11}, find(set, filter("", "1-2", ""), ImageSort.SET));
            assertArrayEquals(new int[] {1, 10, 11}, find(set, filter("S/1", "", ""), ImageSort.SET));
            assertArrayEquals(new int[] {4}, find(set, filter("", "", ">8"), ImageSort.SET));
            assertArrayEquals(new int[] {4}, find(set, filter("", "", "12"), ImageSort.SET));
            assertArrayEquals(
                    new int[] {4, 5, 6, 2, 3, 7, 8, 9, 10, 11, 0, 1}, find(set, ImageFilter.ALL, ImageSort.IDENTITY));
            assertEquals(4, find(set, ImageFilter.ALL, ImageSort.PIXELS)[11]);
        }
    }

    @Test
    void whatCannotBeReadComesLastAndIsNoMatch() throws IOException {
        Path list = DrawnSets.list(folder, 0, 0, 1);
        Files.delete(folder.resolve("pictures/1.png"));
        try (ImageDataset set = Datasets.openImages(list)) {
            assertArrayEquals(new int[] {0, 2}, find(set, filter("", "", "8"), ImageSort.SET));
            assertEquals(1, find(set, ImageFilter.ALL, ImageSort.BYTES)[2]);
            assertEquals(1, find(set, ImageFilter.ALL, ImageSort.PIXELS)[2]);
        }
    }

    @Test
    void ranges() {
        assertEquals(Optional.of(new NumberRange(12, 12)), NumberRange.parse(" 12 "));
        assertEquals(Optional.of(new NumberRange(10, 20)), NumberRange.parse("10-20"));
        assertEquals(Optional.of(new NumberRange(1000, Long.MAX_VALUE)), NumberRange.parse("1,000-"));
        assertEquals(Optional.of(new NumberRange(0, 20)), NumberRange.parse("-20"));
        assertEquals(Optional.of(new NumberRange(0, 111)), NumberRange.parse("<112"));
        assertEquals(Optional.of(new NumberRange(113, Long.MAX_VALUE)), NumberRange.parse("> 112"));
        assertTrue(NumberRange.parse("").orElseThrow().isAll());
        for (String wrong : List.of("x", "-", "1-2-3", "<", "12 13", "9999999999999999999")) {
            assertEquals(Optional.empty(), NumberRange.parse(wrong), wrong);
        }
    }

    @Test
    void typedTextsLeadToIdentitiesNumbersAndKeys() throws IOException {
        Path list = DrawnSets.list(folder, 0, 0, 1, 1, 2, 2);
        try (ImageDataset set = Datasets.openImages(list)) {
            ImageLabels labels = new ImageLabels(set);
            List<JumpTargets.Target> two = JumpTargets.of(set, labels, "2", 10, Progress.NONE);
            assertEquals(
                    List.of("Identity 2 4", "Image #2 2", "Key pictures/2.png 2"),
                    two.stream().map(one -> one.words() + " " + one.image()).toList());
            assertEquals(
                    3,
                    JumpTargets.of(set, labels, "pictures/3.png", 10, Progress.NONE)
                            .get(0)
                            .image());
            assertEquals(
                    2, JumpTargets.of(set, labels, "PICT", 2, Progress.NONE).size());
            assertEquals(List.of(), JumpTargets.of(set, labels, "nobody", 10, Progress.NONE));
            assertEquals(List.of(), JumpTargets.of(set, labels, " ", 10, Progress.NONE));
        }
    }

    @Test
    void anIdentityIsFoundInAnyOrderOfLabels() throws IOException {
        try (ImageDataset set = Datasets.openImages(DrawnSets.list(folder, 2, 2, 0, 1, 1, 0))) {
            ImageLabels labels = new ImageLabels(set);
            assertEquals(2, labels.firstOf(0, Progress.NONE));
            assertEquals(3, labels.firstOf(1, Progress.NONE));
            assertEquals(-1, labels.firstOf(7, Progress.NONE));
        }
    }

    @Test
    void aCancelledSearchEnds() throws IOException {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        try (ImageDataset set = Datasets.openImages(DrawnSets.list(folder, 0, 1))) {
            ImageSearch search = new ImageSearch(set, new ImageLabels(set));
            assertThrows(
                    CancellationException.class, () -> search.find(ImageFilter.ALL, ImageSort.IDENTITY, cancelled));
        }
    }
}
