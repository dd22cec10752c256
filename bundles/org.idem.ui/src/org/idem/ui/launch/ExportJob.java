package org.idem.ui.launch;

import java.util.Locale;
import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.metrics.FarLabel;
import org.idem.protocol.ParityFigures;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.protocol.TarChange;
import org.idem.ui.jobs.WorkJob;

/** Writes a checkpoint as a model file, which is kept only if it computes what was trained. */
public final class ExportJob extends WorkJob {
    private final Request.Export request;
    private final LauncherFactory launches;
    private final Consumer<Reply.Exported> done;

    /** Calls {@code done} on the job's thread. */
    public ExportJob(Request.Export request, LauncherFactory launches, Consumer<Reply.Exported> done) {
        super("Exporting " + request.subject().getFileName());
        this.request = request;
        this.launches = launches;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        done.accept(launches.launcher().export(request, progress));
    }

    /** The file and its proof in words. */
    public static String describe(Reply.Exported exported) {
        ParityFigures parity = exported.parity();
        StringBuilder words = new StringBuilder(String.format(
                Locale.ROOT,
                "%s%n%nThe exported model and the trained one were run on the same %s faces%s:%n"
                        + "least cosine %.7f, greatest difference %.2e.",
                exported.file(),
                Units.count(parity.crops()),
                parity.from().isEmpty() ? "" : " (" + parity.from() + ")",
                parity.minCosine(),
                parity.maxAbsDifference()));
        exported.changes().forEach(change -> words.append(describe(change)));
        return words.toString();
    }

    private static String describe(TarChange change) {
        return String.format(
                Locale.ROOT,
                "%n%s, TAR at FAR %s: %.4f, was %.4f; change %+.4f (95 %% interval %+.4f … %+.4f).",
                change.set(),
                FarLabel.of(change.far()),
                change.exported(),
                change.trained(),
                change.change(),
                change.low(),
                change.high());
    }
}
