package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.idem.core.Units;
import org.idem.data.ijb.IjbLayout;
import org.idem.metrics.FarLabel;
import org.idem.metrics.Identification;
import org.idem.metrics.Identification.OpenSetRate;
import org.idem.metrics.TarRule;
import org.idem.verify.ijb.IjbResult;
import org.idem.verify.ijb.IjbResult.GalleryResult;
import org.idem.verify.ijb.IjbSettings;

/** What {@code ijb} found, for people and programs. */
final class IjbOutput {
    private static final int MOST_SHOWN = 10;
    private static final List<Integer> RANKS = List.of(1, 5, 10);
    private static final List<Double> FPIRS = List.of(1e-1, 1e-2, 1e-3);

    private IjbOutput() {}

    static ObjectNode json(IjbResult result, IjbSettings settings) {
        ObjectNode node = JsonOutput.object();
        node.put("templates", result.templates());
        node.put("pairs", result.scores().length);
        node.put("genuine", result.roc().genuine());
        node.put("impostors", result.roc().impostor());
        node.put("unscored", result.unscored());
        result.withoutImages().forEach(node.putArray("templates_without_images")::add);
        result.missing().forEach(node.putArray("missing_images")::add);
        node.put("settings", settings.label());
        node.put("rule", result.rule().word());
        node.put("interval", result.resamplings() > 0 ? "bootstrap over templates" : "wilson");
        JsonOutput.put(node, "auc", result.roc().auc());
        JsonOutput.put(node, "eer", result.roc().eer());
        node.set("tar", TarOutput.json(result.table()));
        if (!result.identifications().isEmpty()) {
            node.set("one_to_n", identifications(result));
        }
        return node;
    }

    private static ObjectNode identifications(IjbResult result) {
        ObjectNode node = JsonOutput.object();
        ArrayNode galleries = node.putArray("galleries");
        result.identifications().forEach(one -> galleries.add(json(one, result.rule())));
        ObjectNode mean = node.putObject("mean");
        for (int rank : RANKS) {
            JsonOutput.put(mean, "rank" + rank, meanOf(result, rank));
        }
        ObjectNode tpir = mean.putObject("tpir");
        for (double fpir : FPIRS) {
            JsonOutput.put(
                    tpir,
                    FarLabel.of(fpir),
                    result.identifications().stream()
                            .mapToDouble(one ->
                                    rate(one.found(), fpir, result.rule()).tpir())
                            .average()
                            .orElse(Double.NaN));
        }
        return node;
    }

    private static double meanOf(IjbResult result, int rank) {
        return result.identifications().stream()
                .mapToDouble(one -> one.found().accuracyAt(rank))
                .average()
                .orElse(Double.NaN);
    }

    private static ObjectNode json(GalleryResult one, TarRule rule) {
        ObjectNode node = JsonOutput.object();
        Identification found = one.found();
        node.put("gallery", one.gallery());
        node.put("templates", one.templates());
        node.put("left_out", one.leftOut());
        node.put("mated", found.mates().length);
        node.put("non_mated", found.strangers().length);
        RANKS.forEach(rank -> JsonOutput.put(node, "rank" + rank, found.accuracyAt(rank)));
        ObjectNode tpir = node.putObject("tpir");
        for (double fpir : FPIRS) {
            OpenSetRate rate = rate(found, fpir, rule);
            ObjectNode cell = tpir.putObject(FarLabel.of(fpir));
            JsonOutput.put(cell, "value", rate.tpir());
            JsonOutput.put(cell, "low", rate.interval().low());
            JsonOutput.put(cell, "high", rate.interval().high());
            cell.put("errors", rate.errors());
            JsonOutput.put(cell, "threshold", rate.isMeasurable() ? rate.threshold() : Double.NaN);
        }
        return node;
    }

    private static OpenSetRate rate(Identification found, double fpir, TarRule rule) {
        return rule == TarRule.NEAREST ? found.atPublished(fpir) : found.at(fpir);
    }

    static void print(Console console, IjbLayout layout, IjbResult result, IjbSettings settings) {
        console.out()
                .printf(
                        Locale.ROOT,
                        "%s, %s templates, %s pairs, %s of one person, %s: AUC %.4f, EER %.4f%n",
                        layout.target(),
                        Units.count(result.templates()),
                        Units.count(result.scores().length),
                        Units.count(result.roc().genuine()),
                        settings.label(),
                        result.roc().auc(),
                        result.roc().eer());
        TarOutput.print(console, result.table());
        console.out()
                .println("  rule: " + result.rule().word() + "; intervals: "
                        + (result.resamplings() > 0
                                ? result.resamplings() + " drawings of templates"
                                : "Wilson's, which take pairs for independent"));
        if (result.unscored() > 0) {
            console.out().println("  " + Units.count(result.unscored()) + " pairs have no score");
        }
        list(console, "templates without images", result.withoutImages());
        list(console, "images that are missing", result.missing());
        result.identifications().forEach(one -> print(console, one, result.rule()));
    }

    private static void list(Console console, String what, List<?> all) {
        if (!all.isEmpty()) {
            String shown = String.join(
                    ", ", all.stream().limit(MOST_SHOWN).map(String::valueOf).toList());
            String more = all.size() > MOST_SHOWN ? " …; --json lists all" : "";
            console.out().println("  " + Units.count(all.size()) + " " + what + ": " + shown + more);
        }
    }

    private static void print(Console console, GalleryResult one, TarRule rule) {
        Identification found = one.found();
        console.out()
                .printf(
                        Locale.ROOT,
                        "1:N, gallery %s of %s, %s probes of its persons, %s of others%n",
                        one.gallery(),
                        Units.count(one.templates()),
                        Units.count(found.mates().length),
                        Units.count(found.strangers().length));
        for (int rank : RANKS) {
            console.out().printf(Locale.ROOT, "  rank %-2d     %8.4f%n", rank, found.accuracyAt(rank));
        }
        for (double fpir : FPIRS) {
            OpenSetRate rate = rate(found, fpir, rule);
            if (rate.isMeasurable()) {
                console.out()
                        .printf(
                                Locale.ROOT,
                                "  FPIR %s TPIR %.4f   %.4f … %.4f, threshold %.4f%n",
                                FarLabel.of(fpir),
                                rate.tpir(),
                                rate.interval().low(),
                                rate.interval().high(),
                                rate.threshold());
            } else {
                console.out().println("  FPIR " + FarLabel.of(fpir) + " " + rate.needs());
            }
        }
    }
}
