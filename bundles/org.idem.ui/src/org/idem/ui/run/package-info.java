/**
 * The editor of one run: live charts, its config, log, environment, checkpoints and evaluations. A reader takes
 * snapshots of the run directory in the background; pages show the latest one.
 */
package org.idem.ui.run;
