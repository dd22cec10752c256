/**
 * Work off the UI thread: one job class for each thing the user asks for, and the periodic reading of what trainers write.
 */
package org.idem.ui.jobs;
