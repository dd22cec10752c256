package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.idem.launch.Launcher;
import org.idem.launch.VerifiedModel;
import org.idem.metrics.PairCounts;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;

/** Verification as the command and the demo do it: measure, then tell people or programs. */
final class VerificationTask {
    private VerificationTask() {}

    /** Verifies a model on every set. */
    static VerifiedModel verify(Console console, Launcher launcher, Request.Verify request, String label) {
        try (ProgressLine progress = new ProgressLine(console, label)) {
            return launcher.verify(request, progress);
        }
    }

    /** What programs read. */
    static ObjectNode json(List<Evaluation> evaluations) {
        ObjectNode node = JsonOutput.object();
        ArrayNode sets = node.putArray("sets");
        for (Evaluation evaluation : evaluations) {
            ObjectNode set = sets.addObject();
            set.put("name", evaluation.set());
            PairCounts counts = evaluation.figures().counts();
            set.put("pairs", counts.pairs());
            set.put("genuine", counts.genuine());
            set.put("impostors", counts.impostors());
            set.put("skipped", counts.skipped());
            JsonOutput.put(set, "accuracy", evaluation.accuracy());
            JsonOutput.put(set, "accuracy_std", evaluation.accuracyStd());
            JsonOutput.put(set, "threshold", evaluation.figures().threshold());
            JsonOutput.put(set, "auc", evaluation.auc());
            JsonOutput.put(set, "eer", evaluation.eer());
            set.put("step", evaluation.step());
            set.set("tar", TarOutput.json(evaluation.table()));
        }
        return node;
    }

    /** What people read. */
    static void print(Console console, List<Evaluation> evaluations) {
        for (Evaluation e : evaluations) {
            String form = "%s, %d pairs%s, step %d: accuracy %.4f ± %.4f, AUC %.4f, EER %.4f%n";
            console.out()
                    .printf(
                            Locale.ROOT,
                            form,
                            e.set(),
                            e.pairs(),
                            e.figures().counts().leftOut(),
                            e.step(),
                            e.accuracy(),
                            e.accuracyStd(),
                            e.auc(),
                            e.eer());
            TarOutput.print(console, e.table());
        }
    }
}
