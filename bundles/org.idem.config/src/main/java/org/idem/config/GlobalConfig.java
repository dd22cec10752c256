package org.idem.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Section {@code Global}.
 *
 * @param outputDir folder that holds the runs
 * @param runName last part of the run directory's name
 * @param devices world size: number of ranks, at least 1
 * @param cards number of each rank's graphics card, from 0; empty where only their number is given
 * @param device {@code auto}, {@code cpu} or {@code gpu}
 * @param tf32 whether cards round the factors of fp32 products to ten bits of fraction
 * @param threadsPerDevice computing threads of each rank, 0 to divide the cores evenly
 * @param seed seed of weights, sampling and augmentation
 * @param epochs number of times that the training set is gone through
 * @param maxSteps steps after which training ends, 0 for no limit
 * @param accumSteps micro batches that a rank's batch is divided in, gradients accumulated over them, at least 1
 * @param printBatchStep steps between log lines
 * @param roundsExchange whether gradients that go from process to process are rounded to bfloat16
 * @param checkpoints when checkpoints are written
 * @param evaluation when verification sets are verified
 * @param start what the training begins with
 * @param divergence what counts as gone wrong, and what is done then
 */
public record GlobalConfig(
        Path outputDir,
        String runName,
        int devices,
        List<Integer> cards,
        String device,
        boolean tf32,
        int threadsPerDevice,
        long seed,
        int epochs,
        int maxSteps,
        int accumSteps,
        int printBatchStep,
        boolean roundsExchange,
        CheckpointConfig checkpoints,
        EvaluationConfig evaluation,
        StartConfig start,
        DivergenceConfig divergence) {

    /**
     * Number of the graphics card that a worker computes on.
     *
     * @param worker its number among those of its machine, from 0
     * @param available number of cards there, at least 1
     */
    public int card(int worker, int available) {
        return cards.isEmpty() ? worker % available : cards.get(worker % devices);
    }
}
