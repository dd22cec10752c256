package org.idem.watch;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;

/**
 * Verification that stays at chance, or that gets worse while the loss still falls. Each is said once of a set, and again
 * only after the accuracy had been well above.
 */
final class VerificationRule implements Rule {
    private static final int PATIENCE = 3;
    private static final double CHANCE = 0.55;
    private static final double WORSE = 0.02;
    private static final int WORSE_IN_A_ROW = 2;
    private static final double LOSS_FALLS = 0.99;
    private static final int WINDOW = 10;

    private final TagWindow losses = new TagWindow(WINDOW);
    private final Map<String, State> sets = new HashMap<>();
    private double loss = Double.NaN;

    private static final class State {
        private int atChance;
        private int worse;
        private double best;
        private long bestStep;
        private double lossAtBest = Double.NaN;
        private boolean told;
    }

    @Override
    public Optional<Finding> observe(StepValues values) {
        losses.add(values.value(MetricTags.LOSS)).ifPresent(median -> loss = median);
        return Optional.empty();
    }

    @Override
    public Optional<Finding> observeAccuracy(long step, String set, double accuracy) {
        State state = sets.computeIfAbsent(set, name -> new State());
        state.atChance = accuracy <= CHANCE ? state.atChance + 1 : 0;
        if (accuracy >= state.best) {
            state.best = accuracy;
            state.bestStep = step;
            state.lossAtBest = loss;
            state.worse = 0;
            state.told = false;
        } else {
            state.worse = accuracy <= state.best - WORSE ? state.worse + 1 : 0;
        }
        if (state.atChance == PATIENCE && state.best <= CHANCE) {
            return Optional.of(new Finding(
                    step,
                    Kind.VERIFICATION_AT_CHANCE,
                    String.format(
                            Locale.ROOT,
                            "verification on %s is at chance, %.1f %%, %d times in a row: look at the labels of the"
                                    + " training set, the preprocessing of both, and the learning rate",
                            set,
                            100 * accuracy,
                            PATIENCE)));
        }
        return falls(step, set, accuracy, state);
    }

    private Optional<Finding> falls(long step, String set, double accuracy, State state) {
        boolean lossFalls = loss < LOSS_FALLS * state.lossAtBest;
        if (state.told || state.worse < WORSE_IN_A_ROW || !lossFalls) {
            return Optional.empty();
        }
        state.told = true;
        return Optional.of(new Finding(
                step,
                Kind.VERIFICATION_FALLS,
                String.format(
                        Locale.ROOT,
                        "verification on %s falls while the loss falls: %.1f %%, %.1f %% at step %d; the network learns"
                                + " the training set by heart, or its data differ from that set's",
                        set,
                        100 * accuracy,
                        100 * state.best,
                        state.bestStep)));
    }
}
