/**
 * The jobs that start, stop and ask worker processes through org.idem.launch.
 */
package org.idem.ui.launch;
