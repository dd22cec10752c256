package org.idem.config;

import java.time.Duration;

/**
 * When checkpoints are written and how many are kept: {@code Global.save_interval…} and {@code Global.keep_checkpoints}.
 *
 * @param everyEpochs epochs between checkpoints, 0 for none
 * @param everySteps steps between checkpoints, 0 for none
 * @param everyTime time between checkpoints at most, zero for no limit
 * @param kept latest checkpoints kept beside the best one, at least 1; {@code Integer.MAX_VALUE} keeps all
 */
public record CheckpointConfig(int everyEpochs, int everySteps, Duration everyTime, int kept) {}
