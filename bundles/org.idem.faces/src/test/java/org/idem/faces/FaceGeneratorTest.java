package org.idem.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.check.CheckReport;
import org.idem.data.check.DataCheck;
import org.idem.data.format.Datasets;
import org.idem.data.image.ImageDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceGeneratorTest {
    @TempDir
    private Path folder;

    private static GenerateRequest request(Path out) {
        return new GenerateRequest(7, 66, out, 42, 112, 8, 5);
    }

    @Test
    void writesASoundSet() throws IOException {
        GenerateResult result = FaceGenerator.generate(request(folder.resolve("set")), Progress.NONE);
        try (ImageDataset set = Datasets.openImages(folder.resolve("set"))) {
            assertEquals(result.records(), set.path());
            assertEquals(66, set.size());
            assertEquals(7, set.identities());
            int[] counts = new int[7];
            for (int i = 0; i < set.size(); i++) {
                counts[set.label(i)]++;
                assertEquals(112, ImageDecoder.decode(set.image(i)).width());
            }
            assertTrue(Arrays.stream(counts).allMatch(c -> c == 9 || c == 10), Arrays.toString(counts));
        }
        CheckReport report = DataCheck.check(folder.resolve("set"), Progress.NONE);
        assertEquals(List.of(), report.problems());
        try (PairDataset pairs = Datasets.openPairs(result.verification())) {
            assertEquals(8, pairs.pairs());
            assertTrue(pairs.same(0));
            assertFalse(pairs.same(1));
        }
        try (Stream<Path> files = Files.list(folder.resolve("set"))) {
            assertEquals(4, files.count());
        }
    }

    @Test
    void sameRequestSameBytes() throws IOException {
        FaceGenerator.generate(request(folder.resolve("a")), Progress.NONE);
        FaceGenerator.generate(request(folder.resolve("b")), Progress.NONE);
        for (String name : List.of("train.rec", "train.idx", "property", "verify.bin")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("a").resolve(name)),
                    Files.readAllBytes(folder.resolve("b").resolve(name)));
        }
    }

    @Test
    void refusesToOverwriteAndNonsense() throws IOException {
        Files.createFile(folder.resolve("train.idx"));
        InputException e =
                assertThrows(InputException.class, () -> FaceGenerator.generate(request(folder), Progress.NONE));
        assertTrue(e.getMessage().contains("there already"));
        GenerateRequest nonsense = new GenerateRequest(10, 5, folder.resolve("x"), 0, 8, 3, 1);
        InputException all = assertThrows(InputException.class, () -> FaceGenerator.generate(nonsense, Progress.NONE));
        assertEquals(3, all.problems().size());
    }

    @Test
    void withoutPairs() {
        GenerateRequest plain = new GenerateRequest(2, 4, folder.resolve("plain"), 0, 64, 0, 0);
        assertNull(FaceGenerator.generate(plain, Progress.NONE).verification());
    }

    @Test
    void cancelLeavesNothing() throws IOException {
        Path out = folder.resolve("cancelled");
        Progress progress = new Progress() {
            private volatile boolean cancelled;

            @Override
            public void report(double fraction, Supplier<String> message) {
                cancelled = fraction > 0.3;
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
        assertThrows(CancellationException.class, () -> FaceGenerator.generate(request(out), progress));
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void facesDependOnTheirNumbersAlone() {
        GeneratedFaces faces = new GeneratedFaces(1, 112);
        assertArrayEquals(
                faces.draw(3, 4).rgb(), new GeneratedFaces(1, 112).draw(3, 4).rgb());
        assertFalse(Arrays.equals(faces.draw(3, 4).rgb(), faces.draw(3, 5).rgb()));
        assertFalse(Arrays.equals(faces.draw(3, 4).rgb(), faces.draw(4, 4).rgb()));
        assertFalse(Arrays.equals(
                faces.draw(3, 4).rgb(), new GeneratedFaces(2, 112).draw(3, 4).rgb()));
    }

    /** The mean colour of a picture must not tell who it shows: it varies more within identities than between them. */
    @Test
    void oneColourAloneDoesNotTell() {
        GeneratedFaces faces = new GeneratedFaces(5, 64);
        int right = 0;
        double[][] gallery = new double[20][];
        for (int i = 0; i < 20; i++) {
            gallery[i] = meanColour(faces, i, 0);
        }
        for (int i = 0; i < 20; i++) {
            for (int k = 1; k <= 5; k++) {
                double[] probe = meanColour(faces, i, k);
                int best = 0;
                for (int j = 1; j < 20; j++) {
                    best = distance(probe, gallery[j]) < distance(probe, gallery[best]) ? j : best;
                }
                right += best == i ? 1 : 0;
            }
        }
        assertTrue(right < 30, right + " of 100 identities are told by their mean colour");
    }

    private static double[] meanColour(GeneratedFaces faces, int identity, int image) {
        byte[] rgb = faces.draw(identity, image).rgb();
        double[] mean = new double[3];
        for (int i = 0; i < rgb.length; i++) {
            mean[i % 3] += (rgb[i] & 0xff) * 3.0 / rgb.length;
        }
        return mean;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
