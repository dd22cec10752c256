package org.idem.ui.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.InputException;
import org.idem.data.PairDataset;
import org.idem.run.Evaluation;
import org.idem.ui.data.Faces;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.HardestPairs;
import org.idem.verify.ScoredPair;

/**
 * The worst of the pairs that a model gets wrong at the threshold of the accuracy, with their faces.
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
        return EvaluatedPairs.read(evaluation)
                .map(pairs -> of(pairs, folder))
                .orElseGet(() -> new WrongPairs(
                        Double.NaN, List.of(), List.of(), "The scores of this evaluation were not kept."));
    }

    private static WrongPairs of(EvaluatedPairs pairs, Path folder) {
        HardestPairs hardest = pairs.hardest(MOST);
        try (PairDataset set = pairs.open(List.of(folder))) {
            return with(hardest, pair -> faces(set, pair.number()), "");
        } catch (IOException | InputException e) {
            return with(hardest, pair -> null, "The faces cannot be shown: " + e.getMessage());
        }
    }

    private static WrongPairs with(HardestPairs hardest, Function<ScoredPair, ImageDescriptor> faces, String problem) {
        return new WrongPairs(
                hardest.threshold(),
                hardest.falseAccepts().stream()
                        .map(pair -> new WrongPair(pair, faces.apply(pair)))
                        .toList(),
                hardest.falseRejects().stream()
                        .map(pair -> new WrongPair(pair, faces.apply(pair)))
                        .toList(),
                problem);
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
