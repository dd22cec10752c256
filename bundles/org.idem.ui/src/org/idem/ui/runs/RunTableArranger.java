package org.idem.ui.runs;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.query.QueryCompletion;
import org.idem.run.query.RunRecord;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.Polling;

/**
 * Makes the table of runs in the background: filters, sorts and groups whenever runs, settings or filter have changed, and
 * keeps the settings with the folder. Thread-safe.
 */
final class RunTableArranger {
    /** What was made of one state of everything. */
    record Arrangement(RunListing listing, String problem, QueryCompletion completion, RunTableSettings settings) {}

    private final RunsModel model;
    private final WorkFolder folder;
    private final Consumer<Arrangement> show;
    private final Polling work = new Polling("Arranging runs", Duration.ZERO, this::arrange);
    private final Polling keeping = new Polling("Keeping the layout of runs", Duration.ZERO, this::keep);
    private RunTableSettings settings;
    private String filter = "";
    private RunFilter lastGood = RunFilter.NONE;
    private Set<String> collapsed = Set.of();
    private List<RunRow> completed = List.of();
    private QueryCompletion completion = new QueryCompletion(List.of());

    /** Gives each arrangement to {@code show}, on the arranging thread. */
    RunTableArranger(RunsModel model, WorkFolder folder, Consumer<Arrangement> show) {
        this.model = model;
        this.folder = folder;
        this.show = show;
    }

    void refresh() {
        work.schedule();
    }

    /** The workbench is on another folder. */
    synchronized void forget() {
        settings = null;
        refresh();
    }

    synchronized void setFilter(String text) {
        filter = text;
        refresh();
    }

    /** Shows a group's runs, or only its heading. */
    synchronized void toggle(String group) {
        Set<String> now = new java.util.HashSet<>(collapsed);
        if (!now.remove(group)) {
            now.add(group);
        }
        collapsed = now;
        refresh();
    }

    synchronized RunTableSettings settings() {
        return settings == null ? RunTableSettings.AUTOMATIC : settings;
    }

    /** Lays the table out otherwise, in later sessions too. */
    synchronized void setSettings(RunTableSettings now) {
        settings = now;
        keeping.schedule();
        refresh();
    }

    private boolean keep() {
        settings().write(folder.path());
        return false;
    }

    private boolean arrange() {
        RunTableSettings now = read();
        List<RunRow> rows = model.rows();
        String problem = "";
        RunListing listing;
        try {
            RunFilter wanted = RunFilter.of(filter());
            listing = RunListing.of(rows, now, wanted, collapsed());
            lastGood = wanted;
        } catch (InputException e) {
            Problem one = e.problems().get(0);
            problem = one.remedy().isEmpty() ? one.message() : one.message() + ": " + one.remedy();
            listing = lastFitting(rows, now);
        }
        show.accept(new Arrangement(listing, problem, completion(rows), now));
        return false;
    }

    /** While a condition is being written, what fitted before stays. */
    private RunListing lastFitting(List<RunRow> rows, RunTableSettings now) {
        try {
            return RunListing.of(rows, now, lastGood, collapsed());
        } catch (InputException e) {
            return RunListing.of(rows, now, RunFilter.NONE, collapsed());
        }
    }

    private RunTableSettings read() {
        synchronized (this) {
            if (settings != null) {
                return settings;
            }
        }
        RunTableSettings kept = RunTableSettings.read(folder.path());
        synchronized (this) {
            settings = settings == null ? kept : settings;
            return settings;
        }
    }

    private synchronized String filter() {
        return filter;
    }

    private synchronized Set<String> collapsed() {
        return collapsed;
    }

    private QueryCompletion completion(List<RunRow> rows) {
        if (rows != completed) {
            List<RunRecord> records = rows.stream().map(RunRow::record).toList();
            completion = new QueryCompletion(records);
            completed = rows;
        }
        return completion;
    }

    void stop() {
        work.cancel();
    }
}
