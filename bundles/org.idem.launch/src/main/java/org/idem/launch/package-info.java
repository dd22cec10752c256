/**
 * Starts and watches engine processes: plain JVMs on the engine's flat class path that train, verify and export. It is
 * the one place that knows their command line, and it never loads what they run.
 */
package org.idem.launch;
