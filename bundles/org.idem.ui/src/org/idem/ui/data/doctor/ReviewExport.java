package org.idem.ui.data.doctor;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.idem.core.Units;
import org.idem.data.review.ReviewItem;
import org.idem.data.review.ReviewLists;
import org.idem.data.review.Verdict;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.widgets.UiUpdateQueue;

/** Writes the list that follows from verdicts into a new file whose name the user gives. UI thread only. */
final class ReviewExport {
    private final Shell shell;
    private final UiUpdateQueue updates;
    private final Consumer<String> done;

    /** @param done told in words what was written, on the UI thread */
    ReviewExport(Shell shell, UiUpdateQueue updates, Consumer<String> done) {
        this.shell = shell;
        this.updates = updates;
        this.done = done;
    }

    /** Keys that are not to be trained on. */
    void excludeList(Path set, Map<ReviewItem, Verdict> verdicts) {
        int keys = ReviewLists.excluded(verdicts).size();
        Path file = ask(
                "Exclude List",
                Units.count(keys) + " images are not to be trained on. New file:",
                set,
                ".decided-exclude.txt");
        if (file != null) {
            write(() -> Units.count(ReviewLists.writeExcluded(file, set, verdicts)) + " keys are in " + file);
        }
    }

    /** Identities that are one person. */
    void mergeList(Path set, Map<ReviewItem, Verdict> verdicts) {
        int groups = ReviewLists.merged(verdicts).size();
        Path file = ask(
                "Merge List", Units.count(groups) + " persons have several identities. New file:", set, ".merge.txt");
        if (file != null) {
            write(() -> Units.count(ReviewLists.writeMerged(file, set, verdicts)) + " persons are in " + file);
        }
    }

    private Path ask(String title, String message, Path set, String ending) {
        Path proposed = set.toAbsolutePath().resolveSibling(set.getFileName() + ending);
        InputDialog dialog = new InputDialog(shell, title, message, proposed.toString(), ReviewExport::problem);
        return dialog.open() == Window.OK ? Path.of(dialog.getValue()) : null;
    }

    /** Why a text is no name for a new file; null if it is one. */
    private static String problem(String text) {
        try {
            Path path = Path.of(text);
            if (text.isBlank() || !path.isAbsolute()) {
                return "Give a whole path";
            }
            return Files.exists(path) ? "It exists; nothing is overwritten" : null;
        } catch (InvalidPathException e) {
            return "No such path can be";
        }
    }

    private void write(Callable<String> writing) {
        new LoadJob<>("Writing a list", writing, done, updates).onFailure(done).schedule();
    }
}
