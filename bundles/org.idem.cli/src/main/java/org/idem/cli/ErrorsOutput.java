package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.idem.cli.FiguresOptions.WrongPair;
import org.idem.core.Units;
import org.idem.verify.errors.PairCause;
import org.idem.verify.errors.PairChurn;
import org.idem.verify.errors.PairChurn.ChangedPair;

/** Pairs that models get wrong, for people and programs. */
final class ErrorsOutput {
    private ErrorsOutput() {}

    static ArrayNode json(List<WrongPair> worst) {
        ArrayNode all = JsonOutput.array();
        for (WrongPair wrong : worst) {
            ObjectNode one = all.addObject();
            one.put("pair", wrong.pair().number());
            one.put("first", wrong.first());
            one.put("second", wrong.second());
            one.put("same", wrong.pair().same());
            one.put("score", wrong.pair().cosine());
            one.put("beyond", wrong.pair().beyond());
            ArrayNode causes = one.putArray("causes");
            wrong.causes().stream().map(PairCause::word).forEach(causes::add);
        }
        return all;
    }

    /** {@code {"fixed":[…],"broken":[…],"still_wrong":[…]}}; {@code null} where scores are not at hand. */
    static ArrayNode churn(List<Optional<PairChurn>> churn) {
        ArrayNode all = JsonOutput.array();
        for (Optional<PairChurn> one : churn) {
            if (one.isEmpty()) {
                all.addNull();
                continue;
            }
            ObjectNode node = all.addObject();
            node.put("pairs", one.get().pairs());
            node.set("fixed", pairs(one.get().fixed()));
            node.set("broken", pairs(one.get().broken()));
            node.set("still_wrong", pairs(one.get().stillWrong()));
        }
        return all;
    }

    private static ArrayNode pairs(List<ChangedPair> pairs) {
        ArrayNode all = JsonOutput.array();
        for (ChangedPair pair : pairs) {
            ObjectNode one = all.addObject();
            one.put("pair", pair.number());
            one.put("same", pair.same());
            one.put("first", pair.first());
            one.put("second", pair.second());
        }
        return all;
    }

    static void print(Console console, List<WrongPair> worst) {
        for (WrongPair wrong : worst) {
            String causes = wrong.causes().stream().map(PairCause::word).collect(Collectors.joining(", "));
            console.out()
                    .printf(
                            Locale.ROOT,
                            "  %s pair %d: cosine %.4f, %.4f beyond the threshold, %s and %s%s%n",
                            wrong.pair().same() ? "rejected" : "accepted",
                            wrong.pair().number(),
                            wrong.pair().cosine(),
                            wrong.pair().beyond(),
                            wrong.first(),
                            wrong.second(),
                            causes.isEmpty() ? "" : ": " + causes);
        }
    }

    static void print(Console console, String set, PairChurn churn) {
        console.out()
                .println(set + ": of " + Units.count(churn.pairs()) + " pairs "
                        + Units.count(churn.fixed().size()) + " are fixed, "
                        + Units.count(churn.broken().size()) + " broken, "
                        + Units.count(churn.stillWrong().size()) + " wrong by both (look at their labels)");
    }
}
