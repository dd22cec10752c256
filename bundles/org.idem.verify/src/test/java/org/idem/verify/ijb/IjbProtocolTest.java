package org.idem.verify.ijb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.ijb.IjbLayout;
import org.idem.data.ijb.IjbTarget;
import org.idem.metrics.TarRule;
import org.idem.run.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IjbProtocolTest {
    @TempDir
    private Path root;

    private SmallBenchmark benchmark;

    @BeforeEach
    void write() throws IOException {
        benchmark = new SmallBenchmark(root);
        benchmark.write();
    }

    private IjbResult judge(float[][] rows, boolean oneToN) throws IOException {
        IjbLayout layout = IjbLayout.open(root, IjbTarget.IJBC);
        try (NpyEmbeddings embeddings = NpyEmbeddings.open(benchmark.npy(rows))) {
            return new IjbProtocol(layout, IjbSettings.PUBLISHED, TarRule.CONSERVATIVE, 0, oneToN)
                    .judge(embeddings, Progress.NONE);
        }
    }

    private String refusal() {
        InputException refused = assertThrows(
                InputException.class, () -> judge(SmallBenchmark.embeddings(0.1), true), "malformed lists");
        return refused.problems().get(0).toString();
    }

    @Test
    void whatIsMissingIsNamedAndNeverScored() throws IOException {
        float[][] rows = SmallBenchmark.embeddings(0.1);
        double[] whole = judge(rows, false).scores();
        rows[5][2] = Float.NaN; // one of four of template 2
        for (int f = 8; f < 12; f++) {
            Arrays.fill(rows[f], Float.NaN); // all of template 11
        }
        benchmark.put("template_pair_label.txt", benchmark.read("template_pair_label.txt") + "1 99 0\n1 7 1\n");
        IjbResult result = judge(rows, false);
        assertEquals(26, result.templates());
        assertEquals(List.of(7, 11, 99), result.withoutImages());
        assertEquals(List.of("5.jpg", "8.jpg", "9.jpg", "10.jpg", "11.jpg"), result.missing());
        assertEquals(SmallBenchmark.PERSONS + 2, result.unscored());
        assertEquals(SmallBenchmark.PERSONS * SmallBenchmark.PERSONS + 2, result.scores().length);
        for (int i = 0; i < whole.length; i++) {
            boolean withoutImages = i / SmallBenchmark.PERSONS == 1;
            boolean changed = i % SmallBenchmark.PERSONS == 0;
            if (withoutImages) {
                assertTrue(Double.isNaN(result.scores()[i]));
            } else {
                assertEquals(whole[i], result.scores()[i], changed ? 0.2 : 0, "pair " + i);
            }
        }
        assertEquals(SmallBenchmark.PERSONS - 1, result.roc().genuine());
    }

    @Test
    void probesAreFoundInTheGalleryThatHasTheirPerson() throws IOException {
        IjbResult result = judge(SmallBenchmark.embeddings(0.05), true);
        assertEquals(2, result.identifications().size());
        for (IjbResult.GalleryResult gallery : result.identifications()) {
            assertEquals(SmallBenchmark.PERSONS / 2, gallery.templates());
            assertEquals(0, gallery.leftOut());
            assertEquals(1, gallery.found().accuracyAt(1));
            assertEquals(SmallBenchmark.PERSONS / 2, gallery.found().strangers().length);
            assertEquals(1, gallery.found().at(0.5).tpir());
        }
        assertEquals("G1", result.identifications().get(0).gallery());
        float[][] rows = SmallBenchmark.embeddings(0.05);
        for (int f = 0; f < SmallBenchmark.FACES; f++) {
            Arrays.fill(rows[f], Float.NaN);
        }
        IjbResult.GalleryResult without = judge(rows, true).identifications().get(0);
        assertEquals(1, without.leftOut());
        assertEquals(SmallBenchmark.PERSONS / 2 - 1, without.found().mates().length, "its person is no longer there");
    }

    @Test
    void malformedListsAreToldByLine() throws IOException {
        String faces = benchmark.read("face_tid_mid.txt");
        benchmark.put("face_tid_mid.txt", faces.replaceFirst(" 1 ", " one "));
        assertTrue(refusal().contains("ijbc_face_tid_mid.txt:1: error: This is no whole number: one"), refusal());
        benchmark.put("face_tid_mid.txt", faces.replace("7.jpg 2", "seven.jpg 2"));
        assertTrue(refusal().contains("ijbc_name_5pts_score.txt:8"), refusal());
        benchmark.put("face_tid_mid.txt", faces);
        String pairs = benchmark.read("template_pair_label.txt");
        for (String wrong : List.of("1 2", "1 2 2", "1 2 0 1", "1 x 0", "1 99999999999 0", "-1 2 0")) {
            benchmark.put("template_pair_label.txt", pairs + wrong + "\n");
            assertTrue(refusal().contains("label.txt:145: error"), refusal());
        }
        benchmark.put("template_pair_label.txt", pairs.replace("\n", "\r\n\r\n") + "  1\t2  0 ");
        assertEquals(145, judge(SmallBenchmark.embeddings(0.1), false).scores().length);
        benchmark.put("1N_gallery_G2.csv", "a,b\n11,501\n11,502\n");
        assertTrue(refusal().contains("G2.csv:3: error: Template 11 is person 501 and 502"), refusal());
        Files.delete(root.resolve("meta/ijbc_1N_probe_mixed.csv"));
        assertTrue(refusal().contains("There is no such file"), refusal());
        Files.delete(root.resolve("meta/ijbc_template_pair_label.txt"));
        assertTrue(refusal().contains("ijbc_template_pair_label.txt"), refusal());
    }

    @Test
    void embeddingsThatDoNotFitAreRefused() throws IOException {
        float[][] rows = SmallBenchmark.embeddings(0.1);
        assertThrows(InputException.class, () -> judge(Arrays.copyOf(rows, 95), false));
        float[][] odd = Arrays.stream(rows).map(row -> Arrays.copyOf(row, 15)).toArray(float[][]::new);
        assertThrows(InputException.class, () -> judge(odd, false));
        Path file = benchmark.npy(rows);
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 5, 11, 100, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThrows(InputException.class, () -> NpyEmbeddings.open(file));
        }
        String huge = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("(96, 16)", "(999999999999, 999999999999)");
        Files.write(file, huge.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThrows(InputException.class, () -> NpyEmbeddings.open(file));
    }

    /** A face of nothing at all counts, but turns no template into something that is not a number. */
    @Test
    void zerosAreNoFault() throws IOException {
        float[][] rows = SmallBenchmark.embeddings(0.1);
        for (int f = 0; f < SmallBenchmark.FACES; f++) {
            Arrays.fill(rows[f], 0);
        }
        double[] scores = judge(rows, false).scores();
        assertArrayEquals(new double[SmallBenchmark.PERSONS], Arrays.copyOf(scores, SmallBenchmark.PERSONS));
    }

    @Test
    void scoresReplaceScoresAndNothingElse() throws IOException {
        Path file = root.resolve("scores.npy");
        ScoreFile.claim(file).write(new double[] {0.5, Double.NaN});
        ScoreFile.claim(file).write(new double[] {0.25, Double.NaN, 1});
        assertEquals(128 + 24, Files.size(file));
        Npy.write(file, IntStream.range(0, 4).toArray());
        assertThrows(InputException.class, () -> ScoreFile.claim(file));
        assertThrows(InputException.class, () -> ScoreFile.claim(root.resolve("none/scores.npy")));
        assertThrows(InputException.class, () -> ScoreFile.claim(root));
    }
}
