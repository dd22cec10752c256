package org.idem.verify.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.idem.data.identity.IdentityIndex;

/** Embeddings of people who do not exist: each has a direction, and each image is that direction with noise. */
final class MadeSet {
    static final int DIM = 64;

    private final Random random;
    private final double noise;
    private final List<float[]> rows = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    /**
     * Nobody yet.
     *
     * @param noise length of the noise, where a direction has length one
     */
    MadeSet(long seed, double noise) {
        this.random = new Random(seed);
        this.noise = noise;
    }

    /** The direction of a person, the same in every set. */
    static float[] person(int number) {
        return unit(new Random(1000 + number), new float[DIM], 1);
    }

    private static float[] unit(Random random, float[] around, double scale) {
        double[] sum = new double[DIM];
        for (int i = 0; i < DIM; i++) {
            sum[i] = around[i] + scale / Math.sqrt(DIM) * random.nextGaussian();
        }
        return Vectors.unit(sum);
    }

    /** Adds images of a person under a label; returns the number of the first. */
    int add(int label, int person, int images) {
        int first = rows.size();
        float[] direction = person(person);
        for (int i = 0; i < images; i++) {
            rows.add(unit(random, direction, noise));
            labels.add(label);
        }
        return first;
    }

    /** Adds an image that cannot be read. */
    void addDamaged(int label) {
        float[] row = new float[DIM];
        Arrays.fill(row, Float.NaN);
        rows.add(row);
        labels.add(label);
    }

    SetDoctor.Subject in(Path folder, String name) {
        int[] all = labels.stream().mapToInt(label -> label).toArray();
        int identities = labels.stream().mapToInt(label -> label + 1).max().orElseThrow();
        Path path = folder.resolve(name);
        ImagesOfPeople set = new ImagesOfPeople(
                path,
                all.length,
                image -> {
                    throw new AssertionError("no picture is looked at");
                },
                image -> name + image,
                IdentityIndex.ofLabels(all, identities),
                () -> {});
        CacheKey key = new CacheKey(all.length, DIM, "a".repeat(64), "b".repeat(64));
        EmbeddingCache cache = EmbeddingCache.open(folder.resolve(name + ".embeddings"), key, note -> {
            throw new AssertionError(note);
        });
        rows.forEach(row -> cache.add(row, 1));
        return new SetDoctor.Subject(set, cache);
    }
}
