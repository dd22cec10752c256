package org.idem.train.layer;

import java.util.Map;
import org.idem.train.centers.ClassSample;
import org.idem.train.collective.SoloCollective;
import org.idem.train.margin.BatchStatistics;
import org.idem.train.margin.DistributedLoss;
import org.idem.train.margin.MarginHead;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Loss and gradient of given cosines [rows, classes], all classes as one tile.
 *
 * @param loss mean over the rows
 * @param gradient of it with respect to the cosines
 */
public record CosineLoss(double loss, float[] gradient) {
    public static CosineLoss of(
            MarginHead head, Map<String, Double> statistics, float[] norms, float[] cosines, int[] labels) {
        int classes = cosines.length / labels.length;
        double[] found = new double[labels.length];
        for (int row = 0; row < found.length; row++) {
            found[row] = cosines[row * classes + labels[row]];
        }
        return TensorScope.compute(() -> {
            LocalTargets targets = new LocalTargets(labels, ClassSample.all(classes), DoubleVector.of(found));
            Tensor tile = Tensor.of(cosines, labels.length, classes);
            DistributedLoss loss = head.loss(
                    new SoloCollective(), statistics, new DistributedLoss.LossShape(labels.length, 1, 1), null);
            MarginHead.BatchMargin rules = head.forBatch(
                    BatchStatistics.begin(statistics),
                    DoubleVector.of(Tensor.of(norms, labels.length)),
                    targets.cosines());
            try (HeadContext pass = new HeadContext(Tensor.zeros(1), targets, rules, loss, null)) {
                pass.forward(0, tile, 0);
                pass.finishForward(1);
                return new CosineLoss(
                        pass.loss().values()[0], pass.backward(0, tile, 0).toFloats());
            }
        });
    }
}
