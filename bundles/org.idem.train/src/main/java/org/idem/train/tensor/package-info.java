/**
 * The bridge to libtorch: one native library shared by DJL and the JavaCPP presets, tensors by handle, scopes that free
 * what a step allocated. The only package that names {@code org.bytedeco} or DJL's native internals.
 */
package org.idem.train.tensor;
