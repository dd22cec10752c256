/**
 * The editor of a model file: what an ONNX file computes, takes, and says of itself. Nothing is run and no weight is read
 * for it; the same reader serves the command that inspects files.
 */
package org.idem.ui.onnx;
