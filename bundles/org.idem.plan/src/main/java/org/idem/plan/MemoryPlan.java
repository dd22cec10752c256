package org.idem.plan;

import java.util.List;
import org.idem.model.cost.NumberFormat;

/**
 * Memory that a training takes at its worst moment, by part. Scratch space of single operations is not counted: processes
 * were seen to take up to a quarter more than their activations.
 *
 * @param parts those that take something, in the order of their kinds
 * @param format in which activations are counted; fp32, which takes most, where the training chooses when it starts
 * @param machineBytes memory of the machine, 0 where it is not known
 */
public record MemoryPlan(List<MemoryPart> parts, NumberFormat format, long machineBytes) {
    public MemoryPlan {
        parts = List.copyOf(parts);
    }

    /**
     * Adds up what a training takes, from its config and its set alone.
     *
     * @param machineBytes memory of the machine, see {@link org.idem.core.MachineMemory#bytes()}; 0 where it is not known
     */
    public static MemoryPlan of(TrainingPlan plan, long machineBytes) {
        NumberFormat format = formatOf(plan);
        int micro = plan.batches().micro();
        return new MemoryPlan(new MemoryParts(plan, format, micro).all(), format, machineBytes);
    }

    /** The format of activations; fp32, which takes most, where the training chooses when it starts. */
    static NumberFormat formatOf(TrainingPlan plan) {
        return switch (plan.config().precision().mode()) {
            case AUTO, FP32 -> NumberFormat.FP32;
            case BF16 -> NumberFormat.BF16;
            case FP16 -> NumberFormat.FP16;
        };
    }

    /** Bytes of a part on all ranks, 0 where there is none of it. */
    public long bytes(MemoryPart.Kind kind) {
        return parts.stream()
                .filter(part -> part.kind() == kind)
                .mapToLong(MemoryPart::bytes)
                .sum();
    }

    /** Bytes of all parts on all ranks. */
    public long total() {
        return parts.stream().mapToLong(MemoryPart::bytes).sum();
    }

    /** Whether the machine has as much; true where its memory is not known. */
    public boolean fits() {
        return machineBytes == 0 || total() <= machineBytes;
    }
}
