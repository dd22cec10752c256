package org.idem.config;

/**
 * Section {@code Export}.
 *
 * @param type {@code onnx} or {@code paddle}
 * @param opset ONNX operator set
 */
public record ExportConfig(String type, int opset) {}
