package org.idem.run;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.idem.core.InputException;

/** Reads all of a run, as viewers do. What cannot be read must say so in one of two ways, and never hang. */
final class RunReaders {
    private RunReaders() {}

    static void readAll(RunDirectory run) {
        List<Runnable> readers = List.of(
                run::status,
                () -> run.live(Clock.systemUTC()),
                run::lastMetrics,
                () -> {
                    MetricHistory history = new MetricHistory(run.metrics());
                    history.poll();
                    history.tags().forEach(history::series);
                },
                () -> run.events().read(),
                run::environment,
                () -> EvaluationStore.read(run).forEach(EvaluationStore::scores),
                () -> new CheckpointStore(run.checkpoints()).list(),
                () -> new CheckpointStore(run.checkpoints()).best(),
                () -> new CheckpointStore(run.checkpoints()).bestValue());
        for (Runnable reader : readers) {
            try {
                reader.run();
            } catch (UncheckedIOException | InputException e) {
                System.getLogger(RunReaders.class.getName()).log(System.Logger.Level.TRACE, "told", e);
            }
        }
    }
}
