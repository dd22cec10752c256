package org.idem.train.layer;

import java.util.List;
import org.idem.config.loss.LVFaceLoss;
import org.idem.train.margin.LVFace;
import org.idem.train.margin.MarginContext;

/** LVFace heads over a few classes, by what their stages follow. */
final class LVFaceHeads {
    static final int CLASSES = 11;
    static final double M = 0.4;
    static final double SCALE = 8;

    private LVFaceHeads() {}

    /** The second and the third stage begin at these epochs, which are of one step. */
    static LVFace byStep(int second, int third) {
        return head(true, List.of(), List.of(second, third));
    }

    /** The stages begin where the running mean of the target cosines has grown to 0.2 and to 0.35. */
    static LVFace byCosine() {
        return head(false, List.of(0.2, 0.35), List.of());
    }

    private static LVFace head(boolean byEpoch, List<Double> thresholds, List<Integer> boundaries) {
        List<Double> ratios = List.of(1.0, 1.0, 1.0);
        LVFaceLoss config = new LVFaceLoss(M, 0.5, SCALE, byEpoch, thresholds, boundaries, ratios);
        return new LVFace(config, new MarginContext(CLASSES, 1, 1));
    }
}
