package org.idem.data.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.idem.core.Progress;
import org.idem.data.DrawnSets;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.JpegQuality;
import org.idem.data.image.PictureHeader;
import org.idem.data.image.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetStatisticsTest {
    @TempDir
    private Path folder;

    private static Pixels plain(int side, int gray) {
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) gray);
        return new Pixels(side, side, rgb);
    }

    private static Pixels checkered(int side) {
        byte[] rgb = new byte[3 * side * side];
        for (int i = 0; i < side * side; i++) {
            Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) ((i / side + i % side) % 2 == 0 ? 255 : 0));
        }
        return new Pixels(side, side, rgb);
    }

    @Test
    void lightAndSharpnessOfKnownPictures() {
        PixelFigures plain = PixelFigures.of(plain(16, 100));
        assertEquals(100, plain.brightness(), 0.01);
        assertEquals(0, plain.contrast(), 0.01);
        assertEquals(0, plain.sharpness(), 0.01);
        PixelFigures checkered = PixelFigures.of(checkered(16));
        assertEquals(127.5, checkered.brightness(), 0.01);
        assertEquals(127.5, checkered.contrast(), 0.01);
        // Every inner pixel differs from its four neighbours by 255.
        assertEquals(4 * 255, checkered.sharpness(), 1);
        assertEquals(0, PixelFigures.of(plain(1, 7)).sharpness());
    }

    @Test
    void barsLeadBackToTheirPictures() throws IOException {
        Path list = DrawnSets.list(folder, 0, 0, 1, 1, 1);
        try (ImageEncoder encoder = new ImageEncoder()) {
            Files.write(folder.resolve("pictures/1.png"), encoder.png(plain(112, 200)));
            Files.write(folder.resolve("pictures/2.png"), encoder.jpeg(plain(112, 200), 0.75f));
        }
        Files.write(folder.resolve("pictures/3.png"), new byte[] {1, 2, 3});
        try (ImageDataset set = Datasets.openImages(list)) {
            for (PictureStatistics statistics :
                    List.of(SetStatistics.all(set, Progress.NONE), SetStatistics.sample(set, Progress.NONE))) {
                assertEquals(5, statistics.looked());
                assertEquals(4, statistics.measured());
                assertArrayEquals(new int[] {1, 2}, statistics.images(Measure.SIDE, 14));
                assertEquals("112 to 120", Measure.SIDE.range(14));
                assertArrayEquals(new int[] {1, 2}, statistics.images(Measure.BRIGHTNESS, 50));
                assertArrayEquals(new int[] {2}, statistics.images(Measure.QUALITY, 75));
                assertArrayEquals(new int[] {0, 1, 4}, statistics.images(Measure.QUALITY, 0));
                for (Measure measure : Measure.values()) {
                    assertEquals(4, Arrays.stream(statistics.counts(measure)).sum(), measure.title());
                }
            }
        }
    }

    @Test
    void qualitiesAreThoseThatAnEncoderWasAskedFor() {
        try (ImageEncoder encoder = new ImageEncoder()) {
            for (int quality : new int[] {10, 50, 60, 75, 90, 95, 100}) {
                EncodedImage image = new EncodedImage("", ByteBuffer.wrap(encoder.jpeg(checkered(16), quality / 100f)));
                assertEquals(quality, JpegQuality.of(image), 1, "quality " + quality);
                assertEquals(Optional.of(new PictureHeader(16, 16)), PictureHeader.of(image));
            }
        }
        for (byte[] none : List.of(new byte[0], new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xdb, 0})) {
            EncodedImage image = new EncodedImage("", ByteBuffer.wrap(none));
            assertEquals(0, JpegQuality.of(image));
            assertEquals(Optional.empty(), PictureHeader.of(image));
        }
    }

    @Test
    void identitiesByTheirNumberOfImages() {
        IdentitySizes sizes = new IdentitySizes(new int[] {1, 0, 3, 2, 4, 7, 1, 9});
        assertArrayEquals(new int[] {2, 2, 2, 1}, sizes.counts());
        assertEquals(List.of("1", "2 to 3", "4 to 7", "8 to 15"), sizes.ranges());
        assertArrayEquals(new double[] {1, 2, 4, 8, 16}, sizes.edges());
        assertEquals(1, sizes.empty());
        assertTrue(sizes.isIn(5, 2) && !sizes.isIn(5, 1) && !sizes.isIn(1, 0) && !sizes.isIn(99, 0));
        assertArrayEquals(new int[0], new IdentitySizes(new int[] {0}).counts());
    }
}
