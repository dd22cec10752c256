package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.idem.cli.FiguresOptions.ModelFigures;
import org.idem.cli.FiguresOptions.WrongPair;
import org.idem.metrics.FarLabel;
import org.idem.metrics.PairCounts;
import org.idem.metrics.ValidationRate;
import org.idem.run.Evaluation;
import org.idem.verify.figures.GroupFigures;
import org.idem.verify.figures.GroupFigures.ErrorRate;
import org.idem.verify.figures.ModelDifference;
import org.idem.verify.figures.OverlapFigures;
import org.idem.verify.figures.SetFigures;

/** Figures of evaluations, for people and programs. */
final class FiguresOutput {
    private FiguresOutput() {}

    /** {@code {"sets":[…]}}, and {@code "groups"} if sets were taken for groups. */
    static ObjectNode json(ModelFigures figures) {
        ObjectNode node = JsonOutput.object();
        ArrayNode sets = node.putArray("sets");
        for (int i = 0; i < figures.sets().size(); i++) {
            ObjectNode set = json(figures.sets().get(i));
            List<GroupFigures> groups = figures.groups(i);
            if (!groups.isEmpty()) {
                ArrayNode all = set.putArray("groups");
                groups.forEach(one -> all.add(json(one)));
            }
            List<WrongPair> worst = figures.worst(i);
            if (!worst.isEmpty()) {
                set.set("worst", ErrorsOutput.json(worst));
            }
            figures.overlap(i).ifPresent(overlap -> set.set("overlap", json(overlap)));
            sets.add(set);
        }
        figures.bySet().ifPresent(groups -> node.set("groups", json(groups)));
        return node;
    }

    private static ObjectNode json(SetFigures figures) {
        Evaluation evaluation = figures.evaluation();
        ObjectNode set = JsonOutput.object();
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
        set.put("rule", figures.rule().word());
        set.put("interval", figures.interval());
        set.set("tar", TarOutput.json(figures.table()));
        ValidationRate validation = figures.validation();
        if (validation != null) {
            ObjectNode val = set.putObject("val");
            val.put("far", validation.far());
            val.put("value", validation.rate());
            val.put("std", validation.std());
            val.put("far_met", validation.meanFar());
        }
        return set;
    }

    private static ObjectNode json(OverlapFigures figures) {
        ObjectNode node = JsonOutput.object();
        node.put("against", figures.overlap().other().toString());
        node.put("people", figures.overlap().people());
        node.put("found", figures.overlap().found());
        node.put("left_out", figures.leftOut());
        figures.without().ifPresent(without -> {
            node.put("pairs", without.counts().pairs());
            JsonOutput.put(node, "accuracy", without.accuracy());
            JsonOutput.put(node, "accuracy_std", without.accuracyStd());
            JsonOutput.put(node, "auc", without.auc());
            JsonOutput.put(node, "eer", without.eer());
            node.set("tar", TarOutput.json(without.table()));
        });
        return node;
    }

    private static ObjectNode json(GroupFigures figures) {
        ObjectNode node = JsonOutput.object();
        node.put("attribute", figures.attribute());
        node.put("far", figures.far());
        JsonOutput.put(node, "threshold", figures.threshold());
        ArrayNode groups = node.putArray("groups");
        for (GroupFigures.GroupRates group : figures.groups()) {
            ObjectNode one = groups.addObject();
            one.put("group", group.name());
            one.set("fmr", json(group.falseMatch()));
            one.set("fnmr", json(group.falseNonMatch()));
        }
        ArrayNode pairs = node.putArray("pairs");
        for (GroupFigures.PairOfGroups pair : figures.pairs()) {
            ObjectNode one = pairs.addObject();
            one.put("first", pair.first());
            one.put("second", pair.second());
            one.set("fmr", json(pair.falseMatch()));
        }
        JsonOutput.put(node, "fmr_ratio", figures.falseMatchRatio());
        JsonOutput.put(node, "fnmr_ratio", figures.falseNonMatchRatio());
        return node;
    }

    private static ObjectNode json(ErrorRate rate) {
        ObjectNode node = JsonOutput.object();
        JsonOutput.put(node, "value", rate.rate());
        JsonOutput.put(node, "low", rate.interval().low());
        JsonOutput.put(node, "high", rate.interval().high());
        node.put("errors", rate.errors());
        node.put("comparisons", rate.comparisons());
        return node;
    }

    static ArrayNode json(List<ModelDifference> differences) {
        ArrayNode all = JsonOutput.array();
        for (ModelDifference difference : differences) {
            ObjectNode one = all.addObject();
            one.put("name", difference.set());
            one.put("pairs", difference.test().pairs());
            one.put("only_first", difference.test().onlyFirst());
            one.put("only_second", difference.test().onlySecond());
            one.put("p", difference.test().pValue());
            ObjectNode tar = one.putObject("tar");
            for (ModelDifference.RateDifference rate : difference.rates()) {
                ObjectNode cell = tar.putObject(FarLabel.of(rate.far()));
                cell.put("difference", rate.difference());
                JsonOutput.put(cell, "low", rate.interval().low());
                JsonOutput.put(cell, "high", rate.interval().high());
            }
            one.put("words", difference.words());
        }
        return all;
    }

    /** What people read. */
    static void print(Console console, ModelFigures figures) {
        for (int i = 0; i < figures.sets().size(); i++) {
            Evaluation evaluation = figures.sets().get(i).evaluation();
            print(console, figures.sets().get(i));
            figures.overlap(i).ifPresent(overlap -> console.out().println("  " + overlap.words(evaluation.figures())));
            figures.groups(i).forEach(groups -> print(console, groups));
            ErrorsOutput.print(console, figures.worst(i));
        }
        figures.bySet().ifPresent(groups -> print(console, groups));
    }

    static void print(Console console, SetFigures figures) {
        Evaluation e = figures.evaluation();
        console.out()
                .printf(
                        Locale.ROOT,
                        "%s, %d pairs%s, step %d: accuracy %.4f ± %.4f, AUC %.4f, EER %.4f%n",
                        e.set(),
                        e.pairs(),
                        e.figures().counts().leftOut(),
                        e.step(),
                        e.accuracy(),
                        e.accuracyStd(),
                        e.auc(),
                        e.eer());
        TarOutput.print(console, figures.table());
        console.out().println("  rule: " + figures.rule().word() + "; intervals: " + figures.interval());
    }

    private static void print(Console console, GroupFigures figures) {
        console.out()
                .printf(
                        Locale.ROOT,
                        "groups by %s, at the threshold %.4f of FAR %s over all:%n  %-20s %-34s %s%n",
                        figures.attribute(),
                        figures.threshold(),
                        FarLabel.of(figures.far()),
                        "",
                        "FMR",
                        "FNMR");
        for (GroupFigures.GroupRates group : figures.groups()) {
            console.out()
                    .printf(
                            Locale.ROOT,
                            "  %-20s %-34s %s%n",
                            group.name(),
                            cell(group.falseMatch()),
                            cell(group.falseNonMatch()));
        }
        figures.pairs().stream()
                .filter(pair -> !pair.first().equals(pair.second()))
                .forEach(pair -> console.out()
                        .printf(
                                Locale.ROOT,
                                "  %-20s %s%n",
                                pair.first() + " - " + pair.second(),
                                cell(pair.falseMatch())));
        console.out().println("  " + figures.words());
    }

    private static String cell(ErrorRate rate) {
        return rate.comparisons() == 0
                ? "no pairs"
                : String.format(
                        Locale.ROOT,
                        "%.5f (%.5f … %.5f)%s",
                        rate.rate(),
                        rate.interval().low(),
                        rate.interval().high(),
                        rate.isReliable() ? "" : " *");
    }
}
