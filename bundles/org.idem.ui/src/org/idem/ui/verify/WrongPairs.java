package org.idem.ui.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.InputException;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.metrics.Roc;
import org.idem.metrics.WorstPairs;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.ui.data.Faces;

/**
 * The pairs that a model judges worst at the threshold of equal error rates.
 *
 * @param threshold cosine from which on two faces count as one person; NaN without stored scores
 * @param accepts two persons taken for one, the worst first
 * @param rejects one person taken for two, the worst first
 * @param problem why there are no faces; empty when there are
 */
record WrongPairs(double threshold, List<WrongPair> accepts, List<WrongPair> rejects, String problem) {
    private static final int MOST = 50;
    private static final int SIDE = 80;
    private static final int GAP = 4;

    /** Reads scores and faces from the disk: on a loading thread. */
    static WrongPairs of(Evaluation evaluation, Path folder) {
        double[] cosines = EvaluationReading.cosines(evaluation);
        boolean[] same = EvaluationStore.same(evaluation);
        if (cosines.length == 0 || cosines.length != same.length) {
            return new WrongPairs(Double.NaN, List.of(), List.of(), "The scores of this evaluation were not kept.");
        }
        double threshold = equalErrors(Roc.of(cosines, same));
        WorstPairs worst = WorstPairs.of(cosines, same, MOST);
        Path file = folder.resolve(evaluation.file());
        try (PairDataset set = Datasets.openPairs(file)) {
            if (set.pairs() != cosines.length) {
                return without(cosines, threshold, worst, file + " has changed since: its faces are not shown.");
            }
            return new WrongPairs(
                    threshold,
                    wrong(set, cosines, threshold, worst.impostors(), 1),
                    wrong(set, cosines, threshold, worst.genuine(), -1),
                    "");
        } catch (IOException | InputException e) {
            return without(cosines, threshold, worst, "The faces cannot be shown: " + e.getMessage());
        }
    }

    private static WrongPairs without(double[] cosines, double threshold, WorstPairs worst, String problem) {
        return new WrongPairs(
                threshold,
                wrong(null, cosines, threshold, worst.impostors(), 1),
                wrong(null, cosines, threshold, worst.genuine(), -1),
                problem);
    }

    private static double equalErrors(Roc roc) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < roc.size(); i++) {
            double difference = Math.abs(roc.far()[i] - (1 - roc.tar()[i]));
            if (difference < least && Double.isFinite(roc.thresholds()[i])) {
                least = difference;
                best = i;
            }
        }
        return roc.thresholds()[best];
    }

    private static List<WrongPair> wrong(PairDataset set, double[] cosines, double threshold, int[] worst, int sign) {
        List<WrongPair> wrong = new ArrayList<>();
        for (int pair : worst) {
            double beyond = sign * (cosines[pair] - threshold);
            if (beyond > 0) {
                wrong.add(new WrongPair(pair, cosines[pair], beyond, set == null ? null : faces(set, pair)));
            }
        }
        return List.copyOf(wrong);
    }

    private static ImageDescriptor faces(PairDataset set, int pair) {
        try {
            ImageData first = Faces.load(() -> set.first(pair), SIDE);
            ImageData second = Faces.load(() -> set.second(pair), SIDE);
            ImageData both = new ImageData(2 * SIDE + GAP, SIDE, 24, first.palette);
            both.alphaData = new byte[both.width * both.height];
            place(first, both, 0);
            place(second, both, SIDE + GAP);
            return ImageDescriptor.createFromImageDataProvider(zoom -> zoom == 100 ? both : null);
        } catch (IOException e) {
            return null;
        }
    }

    private static void place(ImageData face, ImageData both, int left) {
        int[] row = new int[face.width];
        byte[] opaque = new byte[face.width];
        Arrays.fill(opaque, (byte) 0xFF);
        for (int y = 0; y < face.height; y++) {
            face.getPixels(0, y, face.width, row, 0);
            both.setPixels(left, y, face.width, row, 0);
            both.setAlphas(left, y, face.width, opaque, 0);
        }
    }
}
