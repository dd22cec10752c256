package org.idem.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Section {@code Global}.
 *
 * @param outputDir folder that holds the runs
 * @param runName last part of the run directory's name
 * @param devices number of workers, at least 1
 * @param device {@code auto}, {@code cpu} or {@code gpu}
 * @param seed seed of weights, sampling and augmentation
 * @param epochs passes over the training set
 * @param maxSteps steps after which training ends, 0 for no limit
 * @param saveIntervalEpochs epochs between checkpoints
 * @param saveIntervalSteps steps between checkpoints, 0 for none
 * @param saveIntervalTime time between checkpoints at most, zero for no limit
 * @param keepCheckpoints latest checkpoints kept beside the best one; {@code Integer.MAX_VALUE} keeps all
 * @param printBatchStep steps between log lines
 * @param evalDuringTrain whether training verifies
 * @param evalInterval steps or epochs between verifications
 * @param evalByStep whether {@code evalInterval} counts steps, else epochs
 * @param accumSteps parts that a batch is divided in, gradients accumulated over them
 * @param checkpoint run or checkpoint to go on from, or null
 * @param pretrainedModel weights to start from, or null
 * @param threadsPerDevice computing threads of each worker, 0 to divide the cores evenly
 * @param divergence what counts as gone wrong, and what is done then
 */
public record GlobalConfig(
        Path outputDir,
        String runName,
        int devices,
        String device,
        long seed,
        int epochs,
        int maxSteps,
        int saveIntervalEpochs,
        int saveIntervalSteps,
        Duration saveIntervalTime,
        int keepCheckpoints,
        int printBatchStep,
        boolean evalDuringTrain,
        int evalInterval,
        boolean evalByStep,
        int accumSteps,
        Path checkpoint,
        Path pretrainedModel,
        int threadsPerDevice,
        DivergenceConfig divergence) {}
