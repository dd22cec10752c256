package org.idem.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A benchmark of IJB-C's size without its pictures: the lists of the protocol, and embeddings that lie around those of
 * persons who do not exist.
 *
 * @param faces rows of embeddings
 * @param templates sets of faces; each has one at least
 * @param persons of whom the templates are
 * @param genuine pairs of templates of one person
 * @param pairs all pairs
 * @param dim length of an embedding
 */
record SimulatedIjb(int faces, int templates, int persons, int genuine, int pairs, int dim) {
    /** As IJB-C is. */
    static final SimulatedIjb FULL = new SimulatedIjb(469_375, 23_124, 3_531, 19_557, 15_658_489, 512);

    private static final int LEAST_VIDEO = 6;
    private static final float NOISE = 3.5f;

    /** The same in a smaller size. */
    SimulatedIjb scaled(double share) {
        return new SimulatedIjb(
                (int) (faces * share),
                (int) (templates * share),
                Math.max(2, (int) (persons * share)),
                (int) (genuine * share),
                (int) (pairs * share),
                dim);
    }

    /** Writes lists and embeddings; the embeddings are {@code embeddings.npy}. */
    void write(Path root) throws IOException {
        Path meta = Files.createDirectories(root.resolve("meta"));
        writeFaces(meta);
        writePairs(meta);
        writeEmbeddings(root.resolve("embeddings.npy"));
    }

    /** Faces of a template follow each other, as in the published lists most do. */
    private int template(int face) {
        return (int) ((long) face * templates / faces);
    }

    private int person(int template) {
        return template % persons;
    }

    private void writeFaces(Path meta) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (OutputStream list = open(meta.resolve("ijbc_face_tid_mid.txt"));
                OutputStream landmarks = open(meta.resolve("ijbc_name_5pts_score.txt"))) {
            for (int face = 0; face < faces; face++) {
                int medium = face / LEAST_VIDEO * (random.nextInt(4) > 0 ? 1 : 2);
                list.write(ascii((face + 1) + ".jpg " + (template(face) + 1) + " " + medium + "\n"));
                landmarks.write(ascii((face + 1) + ".jpg 38.3 51.7 73.5 51.5 56.0 71.7 41.5 92.4 70.7 92.2 0."
                        + (500_000 + random.nextInt(500_000)) + "\n"));
            }
        }
    }

    private void writePairs(Path meta) throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        try (OutputStream list = open(meta.resolve("ijbc_template_pair_label.txt"))) {
            for (int pair = 0; pair < pairs; pair++) {
                int first = (int) ((long) pair * templates / pairs);
                boolean same = (long) pair * genuine / pairs != (pair + 1L) * genuine / pairs;
                int second = same ? (first + persons) % templates : random.nextInt(templates);
                boolean reallySame = person(first) == person(second);
                list.write(ascii((first + 1) + " " + (second + 1) + " " + (reallySame ? 1 : 0) + "\n"));
            }
        }
    }

    private void writeEmbeddings(Path file) throws IOException {
        float[][] centers = new float[persons][dim];
        SplittableRandom random = new SplittableRandom(3);
        for (float[] center : centers) {
            for (int k = 0; k < dim; k++) {
                center[k] = noise(random);
            }
        }
        String dict = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + faces + ", " + 2 * dim + "), }";
        byte[] header = ascii(dict + " ".repeat(117 - dict.length()) + "\n");
        ByteBuffer row = ByteBuffer.allocate(2 * dim * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = open(file)) {
            out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
            out.write(header);
            for (int face = 0; face < faces; face++) {
                float[] center = centers[person(template(face))];
                row.clear();
                for (int k = 0; k < 2 * dim; k++) {
                    row.putFloat(center[k % dim] + NOISE * noise(random));
                }
                out.write(row.array());
            }
        }
    }

    /** In [−1, 1], more often near 0. */
    private static float noise(SplittableRandom random) {
        long bits = random.nextLong();
        return ((int) bits + (float) (int) (bits >> Integer.SIZE)) / (1L << Integer.SIZE);
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
