package org.idem.train.collective.mpi;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.idem.train.collective.Collective;
import org.idem.train.collective.Residual;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * That gradients which are rounded on their way train as those which are not: a linear classifier learns directions under
 * noise, each rank from images of its own. The training is made with each of several seeds both ways, and without feedback, to
 * see what that is good for.
 */
final class RoundedTraining {
    private static final int SEEDS = 6;
    /** Quantile of Student's t for so many seeds, two-sided, 95 %. */
    private static final double QUANTILE = 2.571;

    private static final int CLASSES = 64;
    private static final int INPUT = 96;
    private static final int BATCH = 16;
    private static final int STEPS = 120;
    private static final int STRANGERS = 1500;
    private static final double RATE = 1.0;

    private final Collective collective;
    private final SplittableRandom random;
    private final float[] people = new float[CLASSES * INPUT];
    private final float[] weights = new float[CLASSES * INPUT];

    /** How gradients are summed. */
    private enum Way {
        EXACT,
        ROUNDED,
        /** Rounded, and what is left out is lost. */
        FORGETFUL
    }

    private RoundedTraining(Collective collective, long seed) {
        this.collective = collective;
        SplittableRandom drawn = new SplittableRandom(seed);
        for (int i = 0; i < people.length; i++) {
            people[i] = (float) drawn.nextGaussian();
        }
        this.random = new SplittableRandom(seed * 1000 + collective.rank());
    }

    /**
     * Trains with all seeds all ways; a collective operation.
     *
     * @return one line that says what came of it
     * @throws IllegalStateException if what is learnt differs, or the bytes are not half
     */
    static String compare(MpiCollective collective) {
        double[] exact = new double[SEEDS];
        double[] differences = new double[SEEDS];
        double distance = 0;
        double withoutFeedback = 0;
        long full = 0;
        long half = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            long start = collective.bytesSent();
            RoundedTraining plain = new RoundedTraining(collective, seed).train(Way.EXACT);
            long between = collective.bytesSent();
            RoundedTraining rounded = new RoundedTraining(collective, seed).train(Way.ROUNDED);
            full += between - start;
            half += collective.bytesSent() - between;
            RoundedTraining forgetful = new RoundedTraining(collective, seed).train(Way.FORGETFUL);
            exact[seed] = plain.accuracy();
            differences[seed] = rounded.accuracy() - exact[seed];
            distance += rounded.distance(plain) / SEEDS;
            withoutFeedback += forgetful.distance(plain) / SEEDS;
        }
        double mean = mean(differences);
        double spread = Arrays.stream(differences)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double interval = QUANTILE * Math.sqrt(spread / (SEEDS - 1) / SEEDS);
        String said = String.format(
                Locale.ROOT,
                "accuracy %.4f, rounded %+.4f ± %.4f, %d seeds; weights differ by %.1e, without feedback by %.1e; %d"
                        + " bytes sent, rounded %d",
                mean(exact),
                mean,
                interval,
                SEEDS,
                distance,
                withoutFeedback,
                full,
                half);
        boolean same = Math.abs(mean) <= 0.005 + interval && interval < 0.02 && mean(exact) > 0.3;
        boolean feedback = distance > 0 && distance < 0.5 * withoutFeedback;
        if (!same || !feedback || full != 2 * half) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private float[] images(int[] labels) {
        float[] images = new float[labels.length * INPUT];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) (0.1 * people[labels[i / INPUT] * INPUT + i % INPUT] + 0.4 * random.nextGaussian());
        }
        return images;
    }

    private RoundedTraining train(Way way) {
        try (Residual residual = new Residual()) {
            for (int step = 0; step < STEPS; step++) {
                TensorScope.run(() -> step(way == Way.EXACT ? null : residual));
                if (way == Way.FORGETFUL) {
                    residual.clear();
                }
            }
            return this;
        }
    }

    /** Of the weights, as a share of the other's. */
    private double distance(RoundedTraining other) {
        double squares = 0;
        double all = 0;
        for (int i = 0; i < weights.length; i++) {
            squares += Math.pow(weights[i] - other.weights[i], 2);
            all += Math.pow(other.weights[i], 2);
        }
        return Math.sqrt(squares / all);
    }

    /** Of people seen in training under other noise, which is the same for all ways. */
    private double accuracy() {
        int[] labels = random.ints(STRANGERS, 0, CLASSES).toArray();
        float[] logits = TensorScope.compute(() -> Tensor.of(images(labels), STRANGERS, INPUT)
                .matmul(Tensor.of(weights, CLASSES, INPUT).transpose())
                .toFloats());
        double right = 0;
        for (int i = 0; i < STRANGERS; i++) {
            int best = 0;
            for (int c = 1; c < CLASSES; c++) {
                best = logits[i * CLASSES + c] > logits[i * CLASSES + best] ? c : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return right / STRANGERS;
    }

    private void step(Residual residual) {
        int[] labels = random.ints(BATCH, 0, CLASSES).toArray();
        float[] wanted = new float[BATCH * CLASSES];
        for (int i = 0; i < BATCH; i++) {
            wanted[i * CLASSES + labels[i]] = 1;
        }
        Tensor input = Tensor.of(images(labels), BATCH, INPUT);
        Tensor map = Tensor.of(weights, CLASSES, INPUT);
        Tensor guess = input.matmul(map.transpose());
        guess.sub_(guess.rowMax().view(BATCH, 1)).exp_();
        guess.div_(guess.rowSum()).sub_(Tensor.of(wanted, BATCH, CLASSES));
        Tensor gradient = guess.transpose().matmul(input).contiguous();
        gradient.mul_(1.0 / (BATCH * collective.world()));
        if (residual == null) {
            collective.allReduceSum(gradient);
        } else {
            collective.allReduceSum(gradient, residual);
        }
        System.arraycopy(map.add_(gradient, -RATE).toFloats(), 0, weights, 0, weights.length);
    }
}
