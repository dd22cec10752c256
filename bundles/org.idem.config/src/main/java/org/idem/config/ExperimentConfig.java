package org.idem.config;

import org.idem.config.loss.LossConfig;

/**
 * One experiment, checked and complete: what to train, on what, and how.
 *
 * @param global run-wide settings
 * @param precision arithmetic of the training step
 * @param model backbone and classification layer
 * @param loss margin of the softmax loss
 * @param schedule learning rate over time
 * @param optimizer update rule
 * @param average moving average of the weights, or null for none
 * @param train training set
 * @param eval verification sets, or null when nothing is verified during training
 * @param metric how verification is scored
 * @param export what an export writes
 */
public record ExperimentConfig(
        GlobalConfig global,
        PrecisionConfig precision,
        ModelConfig model,
        LossConfig loss,
        ScheduleConfig schedule,
        OptimizerConfig optimizer,
        EmaConfig average,
        DataConfig train,
        DataConfig eval,
        MetricConfig metric,
        ExportConfig export) {}
