package org.idem.data.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.Progress;
import org.idem.data.DrawnSets;
import org.idem.data.check.DataCheck;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;
import org.idem.data.write.BinWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectorsTest {
    @TempDir
    private Path folder;

    private List<Finding> inspect(Path set) {
        return DataCheck.inspect(set, Progress.NONE).findings();
    }

    private List<String> words(List<Finding> findings) {
        return findings.stream().map(one -> one.kind() + " " + one.key()).toList();
    }

    /** A picture with soft shapes, as faces have, whose place depends on the seed. */
    private static Pixels picture(int seed, int side, int brighter) {
        byte[] rgb = new byte[3 * side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double u = (double) x / side;
                double v = (double) y / side;
                double value =
                        110 + 60 * Math.sin(7 * u + seed) * Math.cos(5 * v * (1 + seed % 3)) + 30 * u * (seed % 5);
                int at = 3 * (y * side + x);
                rgb[at] = (byte) Math.min(255, value + brighter);
                rgb[at + 1] = (byte) Math.min(255, value * 0.9 + brighter);
                rgb[at + 2] = (byte) Math.min(255, value * 0.7 + brighter);
            }
        }
        return new Pixels(side, side, rgb);
    }

    private Path pictures(int count) throws IOException {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i / 2;
        }
        Path list = DrawnSets.list(folder.resolve("in"), labels);
        try (ImageEncoder encoder = new ImageEncoder()) {
            for (int i = 0; i < count; i++) {
                Files.write(file(i), encoder.png(picture(i, 64, 0)));
            }
        }
        return list;
    }

    private Path file(int index) {
        return folder.resolve("in/pictures/" + index + ".png");
    }

    @Test
    void soundSetsHaveNoFindings() throws IOException {
        assertEquals(List.of(), inspect(pictures(40)));
    }

    @Test
    void duplicatesAcrossIdentitiesComeFirst() throws IOException {
        Path list = pictures(8);
        Files.write(file(1), Files.readAllBytes(file(0)));
        Files.write(file(6), Files.readAllBytes(file(2)));
        List<Finding> findings = inspect(list);
        assertEquals(
                List.of(
                        "exact-duplicate pictures/2.png",
                        "exact-duplicate pictures/6.png",
                        "exact-duplicate pictures/1.png"),
                words(findings));
        assertEquals(List.of("pictures/2.png"), findings.get(1).others());
        assertEquals(3, findings.get(1).label());
        assertTrue(findings.get(2).message().endsWith("The same bytes as pictures/0.png"));
    }

    @Test
    void theSamePictureIsFoundHoweverItIsStored() throws IOException {
        Path list = pictures(40);
        try (ImageEncoder encoder = new ImageEncoder()) {
            Files.write(file(20), encoder.jpeg(picture(3, 64, 0), 0.6f));
            Files.write(file(22), encoder.png(picture(5, 64, 25)));
            Files.write(file(9), encoder.png(picture(8, 80, 0)));
        }
        List<Finding> near = inspect(list).stream()
                .filter(one -> one.kind().equals("near-duplicate"))
                .toList();
        assertEquals(
                List.of(
                        "near-duplicate pictures/3.png",
                        "near-duplicate pictures/20.png",
                        "near-duplicate pictures/5.png",
                        "near-duplicate pictures/22.png",
                        "near-duplicate pictures/9.png"),
                words(near));
    }

    @Test
    void sizesAndGrayPicturesAreComparedWithMost() throws IOException {
        Path list = pictures(8);
        Pixels gray = picture(5, 64, 0);
        for (int i = 0; i < gray.rgb().length; i++) {
            gray.rgb()[i] = gray.rgb()[i - i % 3];
        }
        try (ImageEncoder encoder = new ImageEncoder()) {
            Files.write(file(4), encoder.png(picture(4, 48, 0)));
            Files.write(file(5), encoder.png(gray));
        }
        List<Finding> findings = inspect(list);
        assertEquals(List.of("wrong-size pictures/4.png", "gray pictures/5.png"), words(findings));
        assertEquals("It is 48 x 48 pixels, most are 64 x 64", findings.get(0).message());
    }

    @Test
    void identitiesWithOneImageOrNoneAreTold() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 0, 0, 1, 5, 5);
        List<Finding> findings = inspect(list);
        assertEquals(List.of("single-image-identity pictures/2.png", "label-gap "), words(findings));
        assertEquals("Identities 2 to 4 have no sound image: 3", findings.get(1).message());
    }

    @Test
    void damageIsAFindingToo() throws IOException {
        Path list = pictures(4);
        Files.write(file(3), new byte[] {1});
        Files.writeString(list, Files.readString(list) + "no label\n");
        assertEquals(
                List.of("garbage-image pictures/3.png", "single-image-identity pictures/2.png", "bad-line line 5"),
                words(inspect(list)));
    }

    @Test
    void verificationSetsMayHaveAPictureTwice() throws IOException {
        Path bin = folder.resolve("a.bin");
        try (BinWriter writer = new BinWriter(bin)) {
            writer.add(DrawnSets.png(1), DrawnSets.png(2), true);
            writer.add(DrawnSets.png(1), DrawnSets.png(3), false);
        }
        assertEquals(List.of(), inspect(bin));
    }

    @Test
    void manyOfAKindInARowAreOne() throws IOException {
        Path list = pictures(40);
        for (int i = 10; i < 25; i++) {
            Files.write(file(i), new byte[] {(byte) i});
        }
        Files.write(file(30), new byte[] {1});
        List<Finding> grouped = FindingGroups.of(inspect(list)).stream()
                .filter(one -> one.kind().equals("garbage-image"))
                .toList();
        assertEquals(2, grouped.size());
        assertEquals("pictures/10.png", grouped.get(0).key());
        assertEquals("pictures/24.png", grouped.get(0).to());
        assertEquals(15, grouped.get(0).count());
        assertEquals(1, grouped.get(1).count());
    }
}
