/** Logs of other programs made into runs: TensorBoard's event files, tables, training logs of arcface_torch and PLSC. */
package org.idem.run.imports;
