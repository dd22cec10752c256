/**
 * From a checkpoint to an ONNX file that is known to compute the same: the writer, the proof against the trained
 * network, the card that tells how to use it, and an embedder that runs such files.
 */
package org.idem.export;
