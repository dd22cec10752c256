/**
 * What an ONNX file is and says about itself, read without any native library and without believing it: graph, input, thresholds,
 * proof and provenance. Commands, exporter and workbench read files with it.
 */
package org.idem.verify.onnx;
