package org.idem.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.idem.config.PartialFcConfig;
import org.idem.model.Graph;
import org.idem.model.Graphs;
import org.idem.model.cost.GraphCost;
import org.idem.model.cost.NumberFormat;
import org.idem.plan.MemoryPart.Kind;

/** The parts of a training's memory. */
final class MemoryParts {
    /** Batches that a rank's loader holds. */
    private static final int BATCHES = 3;
    /** Resident size of a training of next to nothing, see docs/bench.md. */
    private static final long LIBRARY_BYTES = 400L << 20;

    /** CUDA's context with the kernels of libtorch, cuBLAS and cuDNN, as others report it; never measured here. */
    private static final long CARD_LIBRARY_BYTES = 900L << 20;
    /** Processes were seen to take up to a quarter more than their activations. */
    private static final double SCRATCH = 1.25;

    private final TrainingPlan plan;
    private final NumberFormat format;
    private final Graph graph;
    private final GraphCost cost;
    private final int micro;
    private final List<MemoryPart> parts = new ArrayList<>();

    /**
     * Of a plan.
     *
     * @param micro images that pass through the network together, at least 1
     */
    MemoryParts(TrainingPlan plan, NumberFormat format, int micro) {
        this.plan = plan;
        this.format = format;
        this.micro = micro;
        this.graph = Graphs.graph(plan.model());
        this.cost = GraphCost.of(graph);
    }

    private MemoryParts(MemoryParts same, int micro) {
        this.plan = same.plan;
        this.format = same.format;
        this.micro = micro;
        this.graph = same.graph;
        this.cost = same.cost;
    }

    /** None of the parts yet, with so many images that pass through the network together. */
    MemoryParts with(int images) {
        return new MemoryParts(this, images);
    }

    List<MemoryPart> all() {
        network();
        centers();
        everyRank(Kind.LOGITS, logits());
        everyRank(Kind.ACTIVATIONS, activations());
        everyRank(Kind.INPUT, BATCHES * cost.imageBytes() * plan.batches().perRank());
        long processes = plan.processes().onThisMachine();
        parts.add(new MemoryPart(Kind.LIBRARIES, LIBRARY_BYTES, LIBRARY_BYTES * processes));
        return parts;
    }

    private long activations() {
        return cost.activations(format, plan.recomputation()).peak() * micro;
    }

    /**
     * What some workers take of the card that they share, per worker and together. Images are there as floats and, twice, as
     * bytes; activations are counted with the scratch space of operations.
     *
     * @param withAverage whether one of them keeps the moving average
     */
    List<MemoryPart> onCard(int workers, boolean withAverage) {
        network();
        if (!plan.keepsCentersOnDisk()
                && !plan.config().model().layer().centerStorage().equals("host")) {
            centers();
        }
        everyRank(Kind.LOGITS, logits());
        everyRank(Kind.ACTIVATIONS, (long) (activations() * SCRATCH));
        long pixels = cost.imageBytes() / Float.BYTES;
        everyRank(
                Kind.INPUT,
                cost.imageBytes() * micro + 2 * pixels * plan.batches().perRank());
        List<MemoryPart> ofCard = new ArrayList<>();
        for (MemoryPart part : parts) {
            boolean once = part.kind() == Kind.AVERAGE;
            if (!once || withAverage) {
                // What rounding leaves out of gradients stays with the host.
                long one = part.kind() == Kind.GRADIENTS ? cost.parameters() * Float.BYTES : part.perRank();
                ofCard.add(new MemoryPart(part.kind(), one, one * (once ? 1 : workers)));
            }
        }
        ofCard.add(new MemoryPart(Kind.LIBRARIES, CARD_LIBRARY_BYTES, CARD_LIBRARY_BYTES));
        return ofCard;
    }

    private void network() {
        long weights = cost.parameters() * Float.BYTES;
        long statistics = cost.statistics() * Float.BYTES;
        everyRank(Kind.WEIGHTS, weights + statistics);
        gradients(weights);
        everyRank(Kind.OPTIMIZER, optimizer());
        if (plan.config().average() != null) {
            parts.add(new MemoryPart(Kind.AVERAGE, weights + statistics, weights + statistics));
        }
        if (format != NumberFormat.FP32) {
            everyRank(Kind.HALF_WEIGHTS, cost.parameters() * format.bytes());
        }
    }

    /** A process keeps what rounding leaves out of its share. */
    private void gradients(long weights) {
        long left = plan.roundsExchange() ? weights : 0;
        long processes = plan.processes().onThisMachine();
        parts.add(new MemoryPart(Kind.GRADIENTS, weights + left, weights * plan.world() + left * processes));
    }

    private long optimizer() {
        OptimizerKind kind = OptimizerKind.of(plan.config().optimizer().name());
        boolean mean = plan.config().optimizer().adafactor() != null
                && plan.config().optimizer().adafactor().beta1() > 0;
        return graph.tensors().stream()
                .filter(spec -> spec.kind().trainable())
                .mapToLong(spec -> kind.stateOf(spec) + (mean ? spec.count() : 0))
                .map(numbers -> numbers * Float.BYTES)
                .sum();
    }

    private void centers() {
        CenterMemory one = CenterMemory.of(plan.config());
        Optional<CenterBlocksPlan> onDisk = CenterBlocksPlan.of(plan);
        long most = onDisk.isPresent()
                ? classesOf(onDisk.get())
                : plan.shards().get(0).count();
        long copies = onDisk.isPresent()
                ? most * plan.world()
                : plan.shards().stream().mapToLong(ClassShard::count).sum();
        parts.add(new MemoryPart(Kind.CENTERS, most * one.center(), copies * one.center()));
        parts.add(new MemoryPart(Kind.CENTER_STATE, most * one.state(), copies * one.state()));
    }

    /** Of class centers on disk some blocks are in memory. */
    private long classesOf(CenterBlocksPlan onDisk) {
        return Math.min(plan.shards().get(0).count(), onDisk.cacheBlocks() * CenterBlocksPlan.CLASSES);
    }

    private long logits() {
        PartialFcConfig keys = plan.config().model().layer();
        int rows = micro * (keys.modelParallel() ? plan.world() : 1);
        int sample =
                plan.samples().stream().mapToInt(SampledClasses::perRank).max().orElse(0);
        int dim = plan.model().dim();
        return plan.logitTileSize() == 0
                ? LogitTiles.fullBytes(sample, rows, dim)
                : LogitTiles.tiledBytes(
                        sample,
                        rows,
                        dim,
                        plan.threads(),
                        plan.config().global().accumSteps());
    }

    private void everyRank(Kind kind, long bytes) {
        parts.add(new MemoryPart(kind, bytes, bytes * plan.world()));
    }
}
