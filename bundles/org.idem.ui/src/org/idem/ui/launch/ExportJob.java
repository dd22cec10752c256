package org.idem.ui.launch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.RunDirectory;
import org.idem.ui.jobs.WorkJob;

/** Writes a checkpoint as an ONNX file, which is kept only if it computes what was trained. */
public final class ExportJob extends WorkJob {
    private final RunDirectory run;
    private final String checkpoint;
    private final Path file;
    private final boolean overwrite;
    private final LauncherFactory launches;
    private final Consumer<String> done;

    /** Calls {@code done} with the proof in words on the job's thread. */
    public ExportJob(
            RunDirectory run,
            String checkpoint,
            Path file,
            boolean overwrite,
            LauncherFactory launches,
            Consumer<String> done) {
        super("Exporting " + run.name());
        this.run = run;
        this.checkpoint = checkpoint;
        this.file = file;
        this.overwrite = overwrite;
        this.launches = launches;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        Request.Export request = new Request.Export(run.path(), checkpoint, false, file, overwrite);
        Reply.Exported exported = launches.launcher().export(request, progress);
        done.accept(String.format(
                Locale.ROOT,
                "%s%n%nThe exported model and the trained one were run on the same %s faces:%n"
                        + "least cosine %.7f, greatest difference %.2e.",
                exported.file(),
                Units.count(exported.parity().crops()),
                exported.parity().minCosine(),
                exported.parity().maxAbsDifference()));
    }
}
