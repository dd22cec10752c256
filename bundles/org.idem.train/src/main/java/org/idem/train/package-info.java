/**
 * The trainer process: reads a run directory, trains or verifies, and writes into it. Everything of it runs in a JVM of
 * its own, which a launcher asks by org.idem.protocol.
 */
package org.idem.train;
