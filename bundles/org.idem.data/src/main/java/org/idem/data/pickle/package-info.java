/**
 * Verification sets: Python pickles of {@code (list of 2n encoded images, list of n labels)}, read by a machine that
 * knows data opcodes only and executes nothing, and written.
 */
package org.idem.data.pickle;
