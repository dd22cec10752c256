package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.idem.launch.Launcher;
import org.idem.launch.VerifiedModel;
import org.idem.metrics.FarLabel;
import org.idem.metrics.PairCounts;
import org.idem.metrics.TarAtFarRow;
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
            ObjectNode tar = set.putObject("tar");
            for (TarAtFarRow row : evaluation.table()) {
                ObjectNode cell = tar.putObject(FarLabel.of(row.far()));
                JsonOutput.put(cell, "value", row.tar());
                JsonOutput.put(cell, "low", row.low());
                JsonOutput.put(cell, "high", row.high());
                cell.put("errors", row.errors());
                JsonOutput.put(cell, "threshold", row.threshold());
                if (!row.isMeasurable()) {
                    cell.put("needs", row.neededImpostors());
                    cell.put("has", row.impostors());
                }
            }
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
            console.out()
                    .printf(
                            Locale.ROOT,
                            "  %6s %8s %18s %10s %13s%n",
                            "FAR",
                            "TAR",
                            "95 % interval",
                            "threshold",
                            "false accepts");
            e.table().forEach(row -> print(console, row));
        }
    }

    private static void print(Console console, TarAtFarRow row) {
        String label = FarLabel.of(row.far());
        if (!row.isMeasurable()) {
            console.out().printf(Locale.ROOT, "  %6s %s%n", label, row.needs());
            return;
        }
        String form = "  %6s %8.4f   %.4f … %.4f %10.4f %13d%n";
        console.out().printf(Locale.ROOT, form, label, row.tar(), row.low(), row.high(), row.threshold(), row.errors());
    }
}
