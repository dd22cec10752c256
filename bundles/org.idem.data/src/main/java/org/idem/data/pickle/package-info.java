/**
 * Python pickles, read by a machine that knows data opcodes and given names only and executes nothing; and verification
 * sets, which are pickles of {@code (list of 2n encoded images, list of n labels)}, read and written.
 */
package org.idem.data.pickle;
