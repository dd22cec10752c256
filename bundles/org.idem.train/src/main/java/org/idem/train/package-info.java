/**
 * The trainer process: reads a run directory, trains or verifies, and writes into it. Everything of it runs in a JVM of
 * its own.
 */
package org.idem.train;
