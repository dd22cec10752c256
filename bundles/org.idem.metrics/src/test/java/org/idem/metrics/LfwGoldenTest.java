package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("golden")
class LfwGoldenTest {
    private static final int PAIRS = 60;
    private static final int DIM = 16;

    @Test
    void flippedSumsAsThePublishedCode() throws IOException {
        check("flip", true);
    }

    @Test
    void originalsAlone() throws IOException {
        check("noflip", false);
    }

    private static void check(String name, boolean flip) throws IOException {
        JsonNode expected = Goldens.json("train/lfw.json").get(name);
        float[] all = new float[4 * PAIRS * DIM];
        Goldens.npy("train/lfw_embeddings.npy").asFloatBuffer().get(all);
        float[] originals = Arrays.copyOf(all, all.length / 2);
        float[] flips = Arrays.copyOfRange(all, all.length / 2, all.length);
        Verification result = Verification.of(originals, flip ? flips : null, DIM, labels());

        JsonNode summary = expected.get("result");
        assertEquals(summary.get("metric").asDouble(), result.kfold().accuracy(), 1e-12);
        assertEquals(summary.get("std").asDouble(), result.kfold().std(), 1e-12);
        assertEquals(summary.get("xnorm").asDouble(), result.xnorm(), 1e-6);
        assertArrayEquals(fold(expected, "threshold"), result.kfold().foldThresholds(), 1e-12);
        assertArrayEquals(fold(expected, "test_accuracy"), result.kfold().foldAccuracies(), 1e-12);
        double[] distances =
                Arrays.stream(result.scores()).map(score -> 2 - 2 * score).toArray();
        assertArrayEquals(Goldens.doubles(expected.get("distances")), distances, 1e-6);
    }

    private static double[] fold(JsonNode expected, String field) {
        return StreamSupport.stream(expected.get("folds").spliterator(), false)
                .mapToDouble(fold -> fold.get(field).asDouble())
                .toArray();
    }

    /** Labels are repeated for every row: originals of pair p are rows 2p and 2p+1. */
    private static boolean[] labels() throws IOException {
        ByteBuffer data = Goldens.npy("train/lfw_issame.npy");
        int width = data.remaining() / (4 * PAIRS);
        boolean[] same = new boolean[PAIRS];
        for (int p = 0; p < PAIRS; p++) {
            same[p] = data.get(2 * p * width) != 0;
        }
        return same;
    }
}
