package org.idem.ui.run;

import java.time.Instant;
import java.util.List;
import org.idem.run.replay.RunTimeline;
import org.idem.ui.widgets.TimeSlider;

/**
 * A run as it was at one moment, ready to be shown. Immutable.
 *
 * @param when the moment
 * @param share where it is on the line of the run's moments
 * @param line all moments, up to now
 * @param marks what happened, on that line
 * @param snapshot what the pages show of it
 * @param log what the trainer had printed
 */
record RunMoment(
        Instant when, double share, RunTimeline line, List<TimeSlider.Mark> marks, RunSnapshot snapshot, String log) {}
