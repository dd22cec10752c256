/**
 * Graphs of ONNX in other precisions: half precision, and eight bits in ONNX Runtime's QDQ form with ranges that are measured
 * on images. Works on the messages of a graph; runs nothing.
 */
package org.idem.export.precision;
