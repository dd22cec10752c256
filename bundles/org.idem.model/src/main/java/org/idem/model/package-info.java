/**
 * Networks as data: layers in order of computation with PLSC's parameter names and the shapes of their tensors. The
 * trainable network, the exported file and every estimate of memory and time are made from it; no tensor is needed.
 */
package org.idem.model;
