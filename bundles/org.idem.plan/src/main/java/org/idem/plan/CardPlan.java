package org.idem.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.idem.config.GlobalConfig;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.model.cost.NumberFormat;
import org.idem.plan.MemoryPart.Kind;

/**
 * What a training takes of one graphics card at its worst moment, beside what that card has.
 *
 * @param card the card
 * @param workers of this machine that compute on it, at least 1
 * @param parts what they take, with what the libraries keep for themselves and the scratch space of operations
 * @param batch images of a step on one worker
 * @param largestBatch the largest batch of a worker that would fit with everything else as it is; 0 where none does
 * @param remedies keys that would make room, those that make most first
 */
public record CardPlan(
        CardMemory card, int workers, List<MemoryPart> parts, int batch, int largestBatch, List<String> remedies) {
    private static final String BATCH = "DataLoader.Train.sampler.batch_size";
    /** Images that batch statistics need. */
    private static final int SMALLEST_BATCH = 2;
    /** Of all, below which a part is not worth a word. */
    private static final double WORTH_A_WORD = 0.1;

    public CardPlan {
        parts = List.copyOf(parts);
        remedies = List.copyOf(remedies);
    }

    /**
     * The plans of the cards that a training computes on, in the order of the list; none where it computes on the processor.
     *
     * @param cards all of this machine, in CUDA's order
     */
    public static List<CardPlan> of(TrainingPlan plan, List<CardMemory> cards) {
        GlobalConfig global = plan.config().global();
        if (cards.isEmpty() || global.device().equals("cpu")) {
            return List.of();
        }
        TreeMap<Integer, List<Integer>> workers = new TreeMap<>();
        IntStream.range(0, plan.processes().onThisMachine() * global.devices()).forEach(worker -> {
            workers.computeIfAbsent(global.card(worker, cards.size()), key -> new ArrayList<>())
                    .add(worker);
        });
        return workers.entrySet().stream()
                .filter(entry -> entry.getKey() < cards.size())
                .map(entry -> of(plan, cards.get(entry.getKey()), entry.getValue()))
                .toList();
    }

    /**
     * The plan of one card.
     *
     * @param workers ranks of the workers on it, at least one
     */
    public static CardPlan of(TrainingPlan plan, CardMemory card, List<Integer> workers) {
        BatchDivision batches = plan.batches();
        MemoryParts any = new MemoryParts(plan, MemoryPlan.formatOf(plan), batches.micro());
        List<MemoryPart> parts = parts(any, workers, batches.micro());
        int passes = Math.max(1, plan.config().global().accumSteps());
        int largest = largestMicro(any, workers, card.free()) * passes;
        return new CardPlan(
                card, workers.size(), parts, batches.perRank(), largest, remedies(plan, parts, largest, passes));
    }

    /** Only the first worker of all keeps a moving average. */
    private static List<MemoryPart> parts(MemoryParts any, List<Integer> workers, int micro) {
        return any.with(micro).onCard(workers.size(), workers.contains(0));
    }

    private static int largestMicro(MemoryParts any, List<Integer> workers, long bytes) {
        int fits = 0;
        int beyond = 1;
        while (beyond < 1 << 20 && total(parts(any, workers, beyond)) <= bytes) {
            fits = beyond;
            beyond *= 2;
        }
        while (beyond - fits > 1) {
            int middle = (fits + beyond) / 2;
            if (total(parts(any, workers, middle)) <= bytes) {
                fits = middle;
            } else {
                beyond = middle;
            }
        }
        return fits < SMALLEST_BATCH ? 0 : fits;
    }

    private static long total(List<MemoryPart> parts) {
        return parts.stream().mapToLong(MemoryPart::bytes).sum();
    }

    private static List<String> remedies(TrainingPlan plan, List<MemoryPart> parts, int largest, int passes) {
        List<String> remedies = new ArrayList<>();
        int batch = plan.batches().perRank();
        if (largest > 0) {
            remedies.add(BATCH + "=" + Math.min(largest, batch));
            int atOnce = largest / passes;
            IntStream.rangeClosed(passes + 1, batch / SMALLEST_BATCH)
                    .filter(count -> batch % count == 0 && batch / count <= atOnce)
                    .findFirst()
                    .ifPresent(count -> remedies.add("Global.accum_steps=" + count + " with the same batch"));
        }
        if (isLarge(parts, Kind.ACTIVATIONS)) {
            if (MemoryPlan.formatOf(plan) == NumberFormat.FP32) {
                remedies.add("Global.precision=bf16");
            }
            if (plan.config().model().recompute().equals("none")) {
                remedies.add("Model.recompute=block");
            }
        }
        if (isLarge(parts, Kind.CENTERS) || isLarge(parts, Kind.CENTER_STATE)) {
            remedies.add("Model.pfc_config.center_storage=host");
        }
        if (isLarge(parts, Kind.LOGITS)) {
            remedies.add(
                    plan.logitTileSize() == 0
                            ? "Model.pfc_config.logits=tiled"
                            : "a smaller Model.pfc_config.sample_ratio");
        }
        return remedies;
    }

    private static boolean isLarge(List<MemoryPart> parts, Kind kind) {
        long bytes = parts.stream()
                .filter(part -> part.kind() == kind)
                .mapToLong(MemoryPart::bytes)
                .sum();
        return bytes > WORTH_A_WORD * total(parts);
    }

    /** Bytes of all parts. */
    public long total() {
        return total(parts);
    }

    /** Whether the card has as much free now. */
    public boolean fits() {
        return total() <= card.free();
    }

    /** In words that begin with the card's id. */
    public String describe() {
        String fitting = largestBatch == 0 ? "no batch would fit" : "a batch of " + largestBatch + " would fit";
        String name = card.name().isEmpty() ? "" : " (" + card.name() + ")";
        return card.id() + name + ": " + (workers > 1 ? workers + " workers take " : "")
                + Units.bytes(total()) + " of its " + Units.bytes(card.bytes()) + ", " + Units.bytes(card.free())
                + " free; " + fitting;
    }

    /** Why a training that takes more than is free is refused; empty where it fits. */
    public Optional<Problem> problem() {
        return fits()
                ? Optional.empty()
                : Optional.of(Problem.error(
                        null,
                        BATCH,
                        "A batch of " + batch + " does not fit. " + describe(),
                        remedies.isEmpty()
                                ? "take a card with more memory, or Global.device=cpu"
                                : "set " + String.join(", or ", remedies)));
    }
}
