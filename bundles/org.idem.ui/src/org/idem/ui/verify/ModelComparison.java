package org.idem.ui.verify;

import java.util.Locale;
import org.idem.core.Units;
import org.idem.metrics.McNemar;
import org.idem.verify.errors.PairChurn;

/** Whether one model is better than another on the same pairs, in words. */
final class ModelComparison {
    private ModelComparison() {}

    /** Each model at the threshold of its own accuracy; on a loading thread. */
    static String words(
            String firstName, EvaluationReading.Scored first, String secondName, EvaluationReading.Scored second) {
        PairChurn churn = PairChurn.of(
                first.pairs().scores(), first.threshold(), second.pairs().scores(), second.threshold());
        McNemar test =
                new McNemar(churn.pairs(), churn.broken().size(), churn.fixed().size());
        return String.format(
                Locale.ROOT,
                "%s against %s: %s. %s",
                secondName,
                firstName,
                counts(churn),
                verdict(secondName, churn, test));
    }

    private static String counts(PairChurn churn) {
        return "of its errors " + Units.count(churn.fixed().size()) + " are fixed and "
                + Units.count(churn.stillWrong().size()) + " still there, "
                + Units.count(churn.broken().size())
                + " are new";
    }

    private static String verdict(String name, PairChurn churn, McNemar test) {
        String p = String.format(Locale.ROOT, " (McNemar's test, p = %.2g)", test.pValue());
        if (!test.isDifference()) {
            return "Chance alone may make such a difference" + p + ".";
        }
        return name + (churn.fixed().size() > churn.broken().size() ? " is better" : " is worse") + p + ".";
    }
}
