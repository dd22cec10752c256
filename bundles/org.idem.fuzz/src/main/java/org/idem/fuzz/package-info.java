/** Damaged files for readers, and what a reader may answer to them. */
package org.idem.fuzz;
