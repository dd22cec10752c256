/** Python pickles, read by a machine that knows data opcodes and given names only and executes nothing. */
package org.idem.data.pickle;
