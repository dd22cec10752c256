package org.idem.config;

import java.nio.file.Path;

/**
 * What a training begins with: {@code Global.checkpoint} and {@code Global.pretrained_model}.
 *
 * @param checkpoint run or checkpoint to go on from, or null
 * @param pretrainedModel weights to begin with, or null
 */
public record StartConfig(Path checkpoint, Path pretrainedModel) {}
