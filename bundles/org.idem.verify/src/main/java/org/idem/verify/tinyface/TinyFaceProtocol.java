package org.idem.verify.tinyface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.metrics.Identification;
import org.idem.verify.DotProduct;
import org.idem.verify.ijb.EmbeddingRows;

/**
 * Looks for each probe in the gallery, by cosine. The gallery is read in blocks: of its rows no more are in memory than one
 * block.
 */
public final class TinyFaceProtocol {
    private static final int BLOCK = 2048;

    private final TinyFaceLayout layout;
    /** Numbers of the pictures that rows of embeddings belong to. */
    private final int[] places;

    private final List<String> missing = new ArrayList<>();

    /**
     * The protocol over embeddings of those pictures that could be read.
     *
     * @param skipped paths of the others
     */
    public TinyFaceProtocol(TinyFaceLayout layout, Set<String> skipped) {
        this.layout = layout;
        this.places = IntStream.range(0, layout.pictures().size())
                .filter(i -> !skipped.contains(layout.pictures().get(i).toString()))
                .toArray();
        layout.pictures().stream()
                .map(String::valueOf)
                .filter(skipped::contains)
                .forEach(missing::add);
    }

    /**
     * Judges embeddings.
     *
     * @param rows one for each picture that could be read, in the order of the layout
     * @throws InputException if there are more or fewer
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public TinyFaceResult judge(EmbeddingRows rows, Progress progress) {
        if (rows.rows() != places.length) {
            throw new InputException(Problem.error(
                    null,
                    "--embeddings",
                    "There are " + Units.count(rows.rows()) + " rows for " + Units.count(places.length) + " pictures",
                    "give one for each picture of Probe, Gallery_Match and Gallery_Distractor, by name"));
        }
        int probes = before(layout.probes());
        int named = before(layout.probes() + layout.matches());
        Search search = new Search(rows, probes);
        for (int from = probes; from < named; from += BLOCK) {
            search.findMates(from, Math.min(named, from + BLOCK));
        }
        for (int from = probes; from < places.length; from += BLOCK) {
            progress.checkCancelled();
            search.rank(from, Math.min(places.length, from + BLOCK));
            int done = from;
            progress.report(
                    (double) done / places.length, () -> Units.count(done) + " of " + Units.count(places.length));
        }
        return new TinyFaceResult(search.found(), probes, named - probes, places.length - named, missing);
    }

    /** How many of the pictures before a place have a row. */
    private int before(int place) {
        int at = Arrays.binarySearch(places, place);
        return at < 0 ? -at - 1 : at;
    }

    private int person(int row) {
        return layout.persons()[places[row]];
    }

    /** The probes, and what was found for them so far. */
    private final class Search {
        private final EmbeddingRows rows;
        private final double[][] probes;
        private final double[] mates;
        private final double[] rivals;
        private final int[] before;

        Search(EmbeddingRows rows, int count) {
            this.rows = rows;
            probes = vectors(0, count);
            mates = new double[count];
            rivals = new double[count];
            before = new int[count];
            Arrays.fill(mates, Double.NEGATIVE_INFINITY);
            Arrays.fill(rivals, Double.NEGATIVE_INFINITY);
        }

        private double[][] vectors(int from, int to) {
            float[] row = new float[rows.width()];
            double[][] vectors = new double[to - from][row.length];
            for (int i = from; i < to; i++) {
                rows.read(i, row);
                double square = 0;
                for (float value : row) {
                    square += (double) value * value;
                }
                double scale = square > 0 ? 1 / Math.sqrt(square) : 0;
                for (int k = 0; k < row.length; k++) {
                    vectors[i - from][k] = row[k] * scale;
                }
            }
            return vectors;
        }

        /** The greatest score of each probe with its own person. */
        void findMates(int from, int to) {
            double[][] gallery = vectors(from, to);
            IntStream.range(0, probes.length).parallel().forEach(probe -> {
                for (int i = from; i < to; i++) {
                    if (person(i) == person(probe)) {
                        mates[probe] = Math.max(mates[probe], DotProduct.of(probes[probe], gallery[i - from]));
                    }
                }
            });
        }

        /** Counts who scores at least as well with a probe as its own person. */
        void rank(int from, int to) {
            double[][] gallery = vectors(from, to);
            IntStream.range(0, probes.length).parallel().forEach(probe -> {
                for (int i = from; i < to; i++) {
                    if (person(i) != person(probe)) {
                        double score = DotProduct.of(probes[probe], gallery[i - from]);
                        rivals[probe] = Math.max(rivals[probe], score);
                        before[probe] += score >= mates[probe] ? 1 : 0;
                    }
                }
            });
        }

        Identification found() {
            int[] mated = IntStream.range(0, mates.length)
                    .filter(i -> mates[i] > Double.NEGATIVE_INFINITY)
                    .toArray();
            return new Identification(
                    Arrays.stream(mated).mapToDouble(i -> mates[i]).toArray(),
                    Arrays.stream(mated).mapToDouble(i -> rivals[i]).toArray(),
                    Arrays.stream(mated).map(i -> before[i] + 1).toArray(),
                    IntStream.range(0, mates.length)
                            .filter(i -> mates[i] == Double.NEGATIVE_INFINITY)
                            .mapToDouble(i -> rivals[i])
                            .toArray());
        }
    }
}
