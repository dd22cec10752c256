/**
 * Weights of others: files of PyTorch, PaddlePaddle and safetensors, read without executing anything, and which of their
 * tensors goes where in a network.
 */
package org.idem.train.weights;
