package org.idem.ui.launch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.run.imports.ImportedRun;
import org.idem.run.imports.RunImport;
import org.idem.ui.jobs.WorkJob;
import org.idem.ui.runs.RunsModel;
import org.idem.watch.RecordedRun;

/** Makes runs of other programs' logs. */
public final class ImportRunsJob extends WorkJob {
    private final Path path;
    private final Path runs;
    private final String name;
    private final RunsModel model;
    private final Consumer<List<ImportedRun>> done;

    /** Calls {@code done} on the job's thread. */
    public ImportRunsJob(Path path, Path runs, String name, RunsModel model, Consumer<List<ImportedRun>> done) {
        super("Importing " + path.getFileName());
        this.path = path;
        this.runs = runs;
        this.name = name;
        this.model = model;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        List<ImportedRun> imported = RunImport.of(List.of(path), runs, name, Clock.systemUTC(), progress);
        imported.stream().filter(one -> !one.there()).forEach(one -> RecordedRun.of(one.run())
                .keepFindings());
        model.refresh();
        done.accept(imported);
    }
}
