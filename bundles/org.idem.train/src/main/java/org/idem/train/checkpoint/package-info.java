/**
 * What a training leaves on disk to go on from: weights, optimizer state, class centers by identity, and where it was.
 * Tensors stand in safetensors files; every file is checked before it is believed.
 */
package org.idem.train.checkpoint;
