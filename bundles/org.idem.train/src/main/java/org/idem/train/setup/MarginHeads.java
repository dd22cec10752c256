package org.idem.train.setup;

import java.util.List;
import org.idem.config.LossConfig;
import org.idem.plan.TrainingPlan;
import org.idem.train.margin.AdaFace;
import org.idem.train.margin.CombinedMargin;
import org.idem.train.margin.CurricularFace;
import org.idem.train.margin.ElasticFace;
import org.idem.train.margin.LVFace;
import org.idem.train.margin.MagFace;
import org.idem.train.margin.MarginHead;
import org.idem.train.margin.UniFace;

/** The margin head that {@code Loss.Train} names. */
final class MarginHeads {
    private MarginHeads() {}

    /** The head of a planned training. */
    static MarginHead of(TrainingPlan plan) {
        double competing =
                plan.classes() * plan.config().model().layer().sampleRatios().get(0);
        return of(
                plan.config().loss(),
                competing,
                plan.steps(),
                plan.config().global().seed());
    }

    /**
     * The head of section {@code Loss}.
     *
     * @param classes number of classes that compete in a step
     * @param steps number of steps in an epoch
     * @param seed of what a head draws
     */
    private static MarginHead of(LossConfig loss, double classes, int steps, long seed) {
        if (loss instanceof LossConfig.UniFace uni) {
            double bias = uni.bias() == 0 ? Math.log(10 * Math.max(1, classes)) : uni.bias();
            return new UniFace(uni.m(), uni.weight(), uni.s(), bias);
        }
        if (loss instanceof LossConfig.ElasticFace elastic) {
            ElasticFace.MarginSource margins = ElasticFace.normal(elastic.mean(), elastic.deviation(), seed);
            return new ElasticFace(elastic.angular(), elastic.plus(), elastic.s(), margins);
        }
        if (loss instanceof LossConfig.LVFace lv) {
            return new LVFace(lv.m(), lv.rate(), lv.s(), change(lv, steps));
        }
        return ofKeysAlone(loss);
    }

    private static MarginHead ofKeysAlone(LossConfig loss) {
        if (loss instanceof LossConfig.AdaFace ada) {
            return new AdaFace(ada.m(), ada.h(), ada.rate(), ada.s(), ada.straightThrough());
        }
        if (loss instanceof LossConfig.CurricularFace curricular) {
            return new CurricularFace(curricular.m(), curricular.rate(), curricular.s());
        }
        if (loss instanceof LossConfig.MagFace mag) {
            return new MagFace(
                    mag.lowerNorm(),
                    mag.upperNorm(),
                    mag.lowerMargin(),
                    mag.upperMargin(),
                    mag.weight(),
                    mag.easyMargin(),
                    mag.s());
        }
        LossConfig.Margin margin = (LossConfig.Margin) loss;
        return new CombinedMargin(
                margin.m1(), margin.m2(), margin.m3(), margin.s(), margin.straightThrough(), margin.filter());
    }

    private static LVFace.Change change(LossConfig.LVFace loss, int steps) {
        if (loss.byEpoch()) {
            List<Integer> epochs = loss.boundaries();
            return new LVFace.ByStep((long) epochs.get(0) * steps, (long) epochs.get(1) * steps);
        }
        return new LVFace.ByCosine(loss.thresholds().get(0), loss.thresholds().get(1));
    }
}
