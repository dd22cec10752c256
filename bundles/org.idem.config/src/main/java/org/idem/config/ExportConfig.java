package org.idem.config;

/**
 * Section {@code Export}.
 *
 * @param type {@code onnx} or {@code paddle}
 * @param average whether the moving average of the weights is exported, else the trained weights
 * @param opset ONNX operator set
 */
public record ExportConfig(String type, boolean average, int opset) {}
