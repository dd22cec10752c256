/**
 * Rules over a run's channels that tell a training which goes wrong: the trainer observes them step by step while it
 * trains, and {@link org.idem.watch.RecordedRun} replays them over what any run has recorded.
 */
package org.idem.watch;
