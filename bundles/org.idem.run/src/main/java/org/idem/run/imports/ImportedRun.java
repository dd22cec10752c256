package org.idem.run.imports;

import org.idem.run.RunDirectory;

/**
 * What became of a log.
 *
 * @param run the run that it is now, or was already
 * @param source the folder of event files, the log or the table
 * @param tags number of metrics
 * @param points number of values
 * @param skipped number of values that could not be read
 * @param there whether it was imported before, so that nothing was done
 */
public record ImportedRun(RunDirectory run, String source, int tags, long points, long skipped, boolean there) {}
