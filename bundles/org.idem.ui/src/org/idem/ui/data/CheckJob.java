package org.idem.ui.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.DataProblem;
import org.idem.data.check.CheckReport;
import org.idem.data.check.DataCheck;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.jobs.WorkJob;

/** Reads and decodes every image of a set, and lists what is broken in the Problems view. */
public final class CheckJob extends WorkJob {
    private static final String MARKER = "org.idem.ui.dataProblem";
    private static final int MOST_MARKERS = 1000;

    private final Path set;
    private final Consumer<String> done;

    /** Calls {@code done} with the result in words on the job's thread. */
    public CheckJob(Path set, Consumer<String> done) {
        super("Checking " + set.getFileName());
        this.set = set;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        CheckReport report = DataCheck.check(set, progress);
        IResource resource = new LinkedFolder(ResourcesPlugin.getWorkspace()).find(set);
        if (resource != null) {
            mark(resource, report.problems());
        }
        done.accept(words(report));
    }

    private static void mark(IResource resource, List<DataProblem> problems) {
        try {
            resource.deleteMarkers(MARKER, false, IResource.DEPTH_ZERO);
            for (DataProblem problem : problems.subList(0, Math.min(MOST_MARKERS, problems.size()))) {
                resource.createMarker(MARKER, attributes(problem));
            }
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
    }

    private static Map<String, Object> attributes(DataProblem problem) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(IMarker.SEVERITY, IMarker.SEVERITY_ERROR);
        attributes.put(IMarker.MESSAGE, problem.kind() + ": " + problem.message());
        String offset = problem.offset() < 0 ? "" : ", byte " + Units.count(problem.offset());
        attributes.put(IMarker.LOCATION, "image " + problem.key() + offset);
        return attributes;
    }

    private static String words(CheckReport report) {
        String checked = Units.count(report.images()) + " images checked: ";
        return report.problems().isEmpty()
                ? checked + "all are sound."
                : checked + Units.count(report.problems().size()) + " are damaged. The Problems view lists them.";
    }
}
