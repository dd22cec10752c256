package org.idem.verify.tinyface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.verify.ijb.EmbeddingRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranks among pictures of the gallery, against ranks that are counted one by one. */
class TinyFaceProtocolTest {
    private static final int PEOPLE = 30;
    private static final int DISTRACTORS = 4200;
    private static final int DIM = 7;

    @TempDir
    private Path folder;

    private TinyFaceLayout layout;

    /** Persons 0 … 29 have a probe; those below 27 have one, two or three pictures in the gallery. */
    @BeforeEach
    void write() throws IOException {
        for (int person = 0; person < PEOPLE; person++) {
            picture("Probe", person + "_1.jpg");
            for (int i = 0; i <= person % 3 && person < PEOPLE - 3; i++) {
                picture("Gallery_Match", person + "_" + (2 + i) + ".jpg");
            }
        }
        for (int i = 0; i < DISTRACTORS; i++) {
            picture("Gallery_Distractor", "x" + i + ".jpg");
        }
        Files.writeString(folder.resolve("Testing_Set/Probe/notes.txt"), "no picture");
        layout = TinyFaceLayout.open(folder);
    }

    private void picture(String in, String name) throws IOException {
        Path place = Files.createDirectories(folder.resolve("Testing_Set").resolve(in));
        Files.write(place.resolve(name), new byte[] {1});
    }

    private record Rows(float[][] values) implements EmbeddingRows {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public int width() {
            return values[0].length;
        }

        @Override
        public void read(int row, float[] to) {
            System.arraycopy(values[row], 0, to, 0, to.length);
        }

        @Override
        public void close() {}
    }

    /** Everybody has a direction; pictures lie around it. */
    private float[][] embeddings() {
        Random random = new Random(5);
        float[][] centers = new float[PEOPLE][DIM];
        for (float[] center : centers) {
            for (int k = 0; k < DIM; k++) {
                center[k] = (float) random.nextGaussian();
            }
        }
        float[][] rows = new float[layout.pictures().size()][DIM];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < DIM; k++) {
                float around = layout.persons()[i] == TinyFaceLayout.NOBODY ? 0 : centers[layout.persons()[i]][k];
                rows[i][k] = around + 0.4f * (float) random.nextGaussian();
            }
        }
        return rows;
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int k = 0; k < a.length; k++) {
            ab += (double) a[k] * b[k];
            aa += (double) a[k] * a[k];
            bb += (double) b[k] * b[k];
        }
        return ab / Math.sqrt(aa) / Math.sqrt(bb);
    }

    @Test
    void theRankIsThatOfThePersonsBestPicture() {
        float[][] rows = embeddings();
        TinyFaceResult result = new TinyFaceProtocol(layout, Set.of()).judge(new Rows(rows), Progress.NONE);
        assertEquals(PEOPLE, result.probes());
        assertEquals(54, result.matches());
        assertEquals(DISTRACTORS, result.distractors());
        assertEquals(PEOPLE - 3, result.found().mates().length);
        assertEquals(3, result.found().strangers().length, "persons without a picture in the gallery");
        int at = 0;
        for (int probe = 0; probe < layout.probes(); probe++) {
            int person = layout.persons()[probe];
            if (person >= PEOPLE - 3) {
                continue;
            }
            float[] asked = rows[probe];
            double mate = IntStream.range(layout.probes(), rows.length)
                    .filter(i -> layout.persons()[i] == person)
                    .mapToDouble(i -> cosine(asked, rows[i]))
                    .max()
                    .orElseThrow();
            long better = IntStream.range(layout.probes(), rows.length)
                    .filter(i -> layout.persons()[i] != person)
                    .filter(i -> cosine(asked, rows[i]) >= mate)
                    .count();
            assertEquals(mate, result.found().mates()[at], 1e-12);
            assertEquals(better + 1, result.found().ranks()[at++]);
        }
        assertTrue(result.accuracyAt(1) < result.accuracyAt(50));
        assertTrue(result.intervalAt(5).contains(result.accuracyAt(5)));
    }

    @Test
    void picturesThatCannotBeReadAreNamedAndLeftOut() {
        float[][] rows = embeddings();
        List<Integer> gone = List.of(1, layout.probes() + 2, layout.probes() + layout.matches() + 9);
        Set<String> skipped = Set.copyOf(
                gone.stream().map(i -> layout.pictures().get(i).toString()).toList());
        float[][] kept = IntStream.range(0, rows.length)
                .filter(i -> !gone.contains(i))
                .mapToObj(i -> rows[i])
                .toArray(float[][]::new);
        TinyFaceResult result = new TinyFaceProtocol(layout, skipped).judge(new Rows(kept), Progress.NONE);
        assertEquals(skipped, Set.copyOf(result.missing()));
        assertEquals(PEOPLE - 1, result.probes());
        assertEquals(53, result.matches());
        assertEquals(DISTRACTORS - 1, result.distractors());
        InputException wrong = assertThrows(InputException.class, () -> new TinyFaceProtocol(layout, Set.of())
                .judge(new Rows(kept), Progress.NONE));
        assertTrue(wrong.getMessage().contains("rows for"), wrong.getMessage());
    }

    @Test
    void whatIsMissingOrMisnamedIsSaid() throws IOException {
        InputException none = assertThrows(
                InputException.class, () -> TinyFaceLayout.open(Files.createDirectories(folder.resolve("empty"))));
        assertEquals(3, none.problems().size());
        picture("Probe", "somebody.jpg");
        InputException misnamed = assertThrows(InputException.class, () -> TinyFaceLayout.open(folder));
        assertTrue(misnamed.getMessage().contains("number of a person"), misnamed.getMessage());
    }
}
