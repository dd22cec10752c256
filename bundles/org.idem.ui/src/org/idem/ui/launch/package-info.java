/**
 * The jobs that start, stop and ask engine processes through org.idem.launch.
 */
package org.idem.ui.launch;
