package org.idem.verify.ijb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.idem.run.Npy;

/** A benchmark of a few persons, written as the protocol is: person p has templates 10 p + 1 and 10 p + 2. */
final class SmallBenchmark {
    static final int PERSONS = 12;
    static final int DIM = 8;
    /** Faces of each template; two of each photograph. */
    static final int FACES = 4;

    private final Path root;

    SmallBenchmark(Path root) {
        this.root = root;
    }

    static int faces() {
        return PERSONS * 2 * FACES;
    }

    void write() throws IOException {
        StringBuilder faces = new StringBuilder();
        StringBuilder landmarks = new StringBuilder();
        for (int f = 0; f < faces(); f++) {
            int template = template(f);
            faces.append(f)
                    .append(".jpg ")
                    .append(template)
                    .append(' ')
                    .append(f / 2 % 2)
                    .append('\n');
            landmarks
                    .append(f)
                    .append(".jpg 30 40 70 40 50 60 35 80 65 80 ")
                    .append(0.5 + f % 3 * 0.2)
                    .append('\n');
        }
        StringBuilder pairs = new StringBuilder();
        for (int p = 0; p < PERSONS; p++) {
            for (int q = 0; q < PERSONS; q++) {
                pairs.append(10 * p + 1 + " " + (10 * q + 2) + " " + (p == q ? 1 : 0) + "\n");
            }
        }
        put("face_tid_mid.txt", faces.toString());
        put("name_5pts_score.txt", landmarks.toString());
        put("template_pair_label.txt", pairs.toString());
        put("1N_gallery_G1.csv", gallery(0));
        put("1N_gallery_G2.csv", gallery(1));
        StringBuilder probes = new StringBuilder("TEMPLATE_ID,SUBJECT_ID,FILENAME\n");
        for (int p = 0; p < PERSONS; p++) {
            probes.append(10 * p + 2).append(',').append(500 + p).append(",img/1.jpg\n");
        }
        put("1N_probe_mixed.csv", probes.toString());
    }

    private static String gallery(int half) {
        StringBuilder rows = new StringBuilder("TEMPLATE_ID,SUBJECT_ID,FILENAME\n");
        for (int p = half; p < PERSONS; p += 2) {
            for (int i = 0; i < 2; i++) {
                rows.append(10 * p + 1)
                        .append(',')
                        .append(500 + p)
                        .append(",img/")
                        .append(i)
                        .append(".jpg\n");
            }
        }
        return rows.toString();
    }

    static int template(int face) {
        int index = face / FACES;
        return 10 * (index / 2) + 1 + index % 2;
    }

    void put(String name, String text) throws IOException {
        Path meta = Files.createDirectories(root.resolve("meta"));
        Files.writeString(meta.resolve("ijbc_" + name), text);
    }

    String read(String name) throws IOException {
        return Files.readString(root.resolve("meta").resolve("ijbc_" + name));
    }

    /** Embeddings that are near those of the person. */
    static float[][] embeddings(double noise) {
        Random random = new Random(6);
        float[][] persons = new float[PERSONS][DIM];
        for (float[] person : persons) {
            for (int k = 0; k < DIM; k++) {
                person[k] = (float) random.nextGaussian();
            }
        }
        float[][] rows = new float[faces()][2 * DIM];
        for (int f = 0; f < rows.length; f++) {
            for (int k = 0; k < 2 * DIM; k++) {
                rows[f][k] = persons[f / FACES / 2][k % DIM] + (float) (noise * random.nextGaussian());
            }
        }
        return rows;
    }

    Path npy(float[][] rows) {
        Path file = root.resolve("rows.npy");
        int width = rows[0].length;
        float[] all = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * width, width);
        }
        Npy.write(file, all, width);
        return file;
    }
}
