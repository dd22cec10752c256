package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.idem.core.Units;
import org.idem.model.Graphs;
import org.idem.model.cost.GraphCost;
import org.idem.plan.BatchDivision;
import org.idem.plan.CardPlan;
import org.idem.plan.CenterBlocksPlan;
import org.idem.plan.DiskSpeed;
import org.idem.plan.MemoryPart;
import org.idem.plan.MemoryPlan;
import org.idem.plan.RatePoint;
import org.idem.plan.SampledClasses;
import org.idem.plan.TrainingPlan;

/** A plan as people and as programs read it. */
final class PlanOutput {
    private static final int POINTS = 200;

    private final TrainingPlan plan;
    private final MemoryPlan memory;
    private final List<CardPlan> cards;
    private final GraphCost cost;
    private final BatchDivision batches;
    private final List<RatePoint> rates;

    PlanOutput(TrainingPlan plan, MemoryPlan memory, List<CardPlan> cards) {
        this.plan = plan;
        this.memory = memory;
        this.cards = cards;
        this.cost = GraphCost.of(Graphs.graph(plan.model()));
        this.batches = plan.batches();
        this.rates = plan.rates(POINTS);
    }

    ObjectNode json() {
        ObjectNode node = JsonOutput.object();
        node.put("steps", plan.totalSteps());
        node.put("steps_per_epoch", plan.steps());
        node.put("epochs", plan.config().global().epochs());
        node.put("images", plan.images());
        node.put("identities", plan.classes());
        node.put("workers", plan.world());
        node.put("global_batch", batches.global());
        node.put("micro_batch", batches.micro());
        node.put("left_out_images", batches.left());
        node.putNull("step_seconds");
        node.putNull("images_per_second");
        node.put("parameters", cost.parameters());
        node.put("multiply_adds", cost.multiplyAdds());
        node.set("memory", memoryNode());
        node.set("cards", cardsNode());
        CenterBlocksPlan.of(plan).ifPresent(needs -> node.set("disk", diskNode(needs)));
        node.put("wire_bytes", plan.sentBytes());
        node.set("parts", partsNode(memory.parts()));
        node.set("sampled_classes", samplesNode());
        ArrayNode schedule = node.putArray("schedule");
        rates.forEach(point -> schedule.addArray().add(point.step()).add(point.rate()));
        return node;
    }

    private ObjectNode memoryNode() {
        ObjectNode node = JsonOutput.object();
        for (MemoryPart.Kind kind : MemoryPart.Kind.values()) {
            node.put(kind.key(), memory.bytes(kind));
        }
        node.put("total", memory.total());
        node.put("machine", memory.machineBytes());
        node.put("fits", memory.fits());
        node.put("precision", memory.format().name().toLowerCase(Locale.ROOT));
        return node;
    }

    private ArrayNode cardsNode() {
        ArrayNode nodes = JsonOutput.array();
        for (CardPlan card : cards) {
            ObjectNode node = nodes.addObject()
                    .put("id", card.card().id())
                    .put("memory", card.card().bytes())
                    .put("free", card.card().free())
                    .put("workers", card.workers())
                    .put("needed", card.total())
                    .put("fits", card.fits())
                    .put("largest_batch", card.largestBatch());
            node.set("parts", partsNode(card.parts()));
        }
        return nodes;
    }

    private static ArrayNode partsNode(List<MemoryPart> all) {
        ArrayNode parts = JsonOutput.array();
        for (MemoryPart part : all) {
            parts.addObject()
                    .put("part", part.kind().key())
                    .put("worker_bytes", part.perRank())
                    .put("bytes", part.bytes());
        }
        return parts;
    }

    private ArrayNode samplesNode() {
        ArrayNode samples = JsonOutput.array();
        for (SampledClasses sample : plan.samples()) {
            ObjectNode node = samples.addObject().put("ratio", sample.ratio());
            if (sample.fromStep() < 0) {
                node.putNull("from_step");
            } else {
                node.put("from_step", sample.fromStep());
            }
            node.put("worker_classes", sample.perRank());
        }
        return samples;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("steps       " + Units.count(plan.totalSteps()) + ": "
                + plan.config().global().epochs() + " epochs of " + Units.count(plan.steps()));
        lines.add("batch       " + batches.global() + " images of " + plan.world() + " workers, " + batches.micro()
                + " at a time" + (batches.left() > 0 ? "; an epoch leaves out " + Units.count(batches.left()) : ""));
        RatePoint most =
                rates.stream().max(Comparator.comparingDouble(RatePoint::rate)).orElseThrow();
        lines.add(String.format(
                Locale.ROOT,
                "rate        %.4g at first, %.4g at most (step %d), %.4g at the end",
                rates.get(0).rate(),
                most.rate(),
                most.step(),
                rates.get(rates.size() - 1).rate()));
        lines.add("identities  " + Units.count(plan.classes()) + ", a step takes " + sampled() + " of a worker's "
                + Units.count(plan.shards().get(0).count()));
        lines.add(String.format(
                Locale.ROOT,
                "network     %s: %s parameters, %.3f billion multiply-adds an image",
                plan.model().name(),
                Units.count(cost.parameters()),
                cost.multiplyAdds() / 1e9));
        lines.add("memory      " + Units.bytes(memory.total()) + machine() + ", counted in "
                + memory.format().name().toLowerCase(Locale.ROOT));
        memory.parts().stream()
                .filter(part -> part.bytes() > 0)
                .forEach(part -> lines.add(String.format(
                        Locale.ROOT, "  %-14s %s", part.kind().key().replace('_', ' '), Units.bytes(part.bytes()))));
        cards.forEach(card -> {
            lines.add("card        " + card.describe() + (card.fits() ? "" : ": does not fit"));
            card.problem().ifPresent(problem -> lines.add("  " + problem.remedy()));
        });
        CenterBlocksPlan.of(plan).ifPresent(needs -> lines.add(disk(needs)));
        return lines;
    }

    /** Where class centers are on disk, with the time that this disk takes for those of a step. */
    private static String disk(CenterBlocksPlan needs) {
        long free = DiskSpeed.usableBytes(needs.folder());
        String speed = DiskSpeed.measure(needs.folder(), needs.blockBytes(), needs.stepBlocks())
                .map(measured -> measured.secondsOf(needs.stepBlocks()))
                .map(seconds -> String.format(
                        Locale.ROOT,
                        "; those of a step take it %.0f ms, at most %.1f steps a second",
                        1000 * seconds,
                        1 / seconds))
                .orElse("");
        return "disk        about " + Units.bytes(needs.fileBytes()) + " for class centers in the end, "
                + Units.bytes(free) + " free in " + needs.folder()
                + (needs.fileBytes() > free ? ": does not fit" : "") + speed;
    }

    private static ObjectNode diskNode(CenterBlocksPlan needs) {
        long free = DiskSpeed.usableBytes(needs.folder());
        ObjectNode disk = JsonOutput.object()
                .put("folder", needs.folder().toString())
                .put("bytes", needs.fileBytes())
                .put("whole_bytes", needs.wholeBytes())
                .put("free_bytes", free)
                .put("fits", needs.fileBytes() <= free)
                .put("step_blocks", needs.stepBlocks())
                .put("block_bytes", needs.blockBytes());
        disk.putNull("step_seconds");
        DiskSpeed.measure(needs.folder(), needs.blockBytes(), needs.stepBlocks())
                .ifPresent(speed -> disk.put("step_seconds", speed.secondsOf(needs.stepBlocks())));
        return disk;
    }

    private String sampled() {
        return String.join(
                ", then ",
                plan.samples().stream()
                        .map(sample -> Units.count(sample.perRank()))
                        .toList());
    }

    private String machine() {
        if (memory.machineBytes() == 0) {
            return "";
        }
        String of = " of this machine's " + Units.bytes(memory.machineBytes());
        return memory.fits() ? of : of + ": does not fit";
    }
}
