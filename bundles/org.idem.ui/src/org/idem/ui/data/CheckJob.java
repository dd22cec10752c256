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
import org.eclipse.ui.ide.IDE;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.check.CheckReport;
import org.idem.data.check.DataCheck;
import org.idem.data.inspect.Finding;
import org.idem.data.inspect.FindingGroups;
import org.idem.data.inspect.Unusual;
import org.idem.data.statistics.StatisticsInspector;
import org.idem.ui.Ids;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.jobs.WorkJob;

/** Reads and decodes every image of a set, and lists what is damaged or unusual in the Problems view. */
public final class CheckJob extends WorkJob {
    /** Attribute of a problem: the number in the set of the image that it is about. */
    public static final String IMAGE = "org.idem.ui.image";

    private static final String MARKER = "org.idem.ui.dataProblem";
    private static final int MOST_MARKERS = 1000;

    private final Path set;
    private final CheckedSets checked;
    private final Consumer<String> done;

    /**
     * A check of a set.
     *
     * @param checked keeps what is found
     * @param done called with the result in words, on the job's thread
     */
    public CheckJob(Path set, CheckedSets checked, Consumer<String> done) {
        super("Checking " + set.getFileName());
        this.set = set;
        this.checked = checked;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        StatisticsInspector[] measuring = {null};
        CheckReport report = DataCheck.inspect(
                set,
                images -> {
                    measuring[0] = StatisticsInspector.ofAll(images.size());
                    return List.of(measuring[0]);
                },
                progress);
        checked.put(set, report.findings(), measuring[0] == null ? null : measuring[0].statistics());
        IResource resource = new LinkedFolder(ResourcesPlugin.getWorkspace()).find(set);
        if (resource != null) {
            mark(resource, FindingGroups.of(report.findings()));
        }
        done.accept(words(report));
    }

    private static void mark(IResource resource, List<Finding> findings) {
        try {
            // The workspace learns of new files after a while; nothing can be marked that it does not know.
            resource.refreshLocal(IResource.DEPTH_ZERO, null);
            if (!resource.exists()) {
                return;
            }
            resource.deleteMarkers(MARKER, false, IResource.DEPTH_ZERO);
            for (Finding finding : findings.subList(0, Math.min(MOST_MARKERS, findings.size()))) {
                resource.createMarker(MARKER, attributes(finding));
            }
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
    }

    private static Map<String, Object> attributes(Finding finding) {
        Map<String, Object> attributes = new HashMap<>();
        boolean damage = Unusual.of(finding.kind()).isEmpty();
        attributes.put(IMarker.SEVERITY, damage ? IMarker.SEVERITY_ERROR : IMarker.SEVERITY_WARNING);
        String more = finding.count() == 1
                ? ""
                : " (and " + Units.count(finding.count() - 1L) + " more, up to " + finding.to() + ")";
        attributes.put(IMarker.MESSAGE, finding.kind() + ": " + finding.message() + more);
        String offset = finding.offset() < 0 ? "" : ", byte " + Units.count(finding.offset());
        attributes.put(IMarker.LOCATION, finding.key().isEmpty() ? "" : "image " + finding.key() + offset);
        attributes.put(IDE.EDITOR_ID_ATTR, Ids.DATA_SET_EDITOR);
        attributes.put(IMAGE, finding.index());
        return attributes;
    }

    private static String words(CheckReport report) {
        String checked = Units.count(report.images()) + " images checked: ";
        long unusual = report.findings().stream()
                .filter(one -> Unusual.of(one.kind()).isPresent())
                .count();
        String damaged = report.problems().isEmpty()
                ? "all are sound"
                : Units.count(report.problems().size()) + " are damaged";
        String found = unusual == 0 ? "" : ", " + Units.count(unusual) + " are unusual (duplicates, sizes, identities)";
        return checked + damaged + found + (report.findings().isEmpty() ? "." : ". The Problems view lists them.");
    }
}
