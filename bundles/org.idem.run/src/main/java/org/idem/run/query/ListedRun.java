package org.idem.run.query;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.idem.core.InputException;
import org.idem.run.CheckpointStore;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.run.RunStatus.LiveState;
import org.idem.run.RunSummary;

/** A run and what was read of it so far, read again file by file where one has changed. Not thread-safe. */
final class ListedRun {
    private static final System.Logger LOG = System.getLogger(ListedRun.class.getName());
    private static final String DEVICE = "device";

    private final RunDirectory run;
    private FolderTimes folders;
    private boolean settled;
    private FileStamps stamps;
    private FileStamps detailed;
    private MetricDigest digest = new MetricDigest();
    private boolean remembered;
    /** Nothing was put into its folders since, but its files were not looked at. */
    private boolean unchecked;

    private RunRecord record;

    ListedRun(RunDirectory run) {
        this.run = run;
    }

    /** A run as an earlier session knew it; it is believed only for files that are still the same. */
    ListedRun(RunDirectory run, FolderTimes folders, FileStamps stamps, MetricDigest digest, RunRecord record) {
        this.run = run;
        this.folders = folders;
        this.stamps = stamps;
        this.detailed = stamps;
        this.digest = digest;
        this.record = record;
        remembered = true;
        unchecked = true;
    }

    RunDirectory run() {
        return run;
    }

    RunRecord record() {
        return record;
    }

    FolderTimes folders() {
        return folders;
    }

    FileStamps stamps() {
        return detailed;
    }

    MetricDigest digest() {
        return digest;
    }

    /** Whether all of it was read, in the state that its files have now. */
    boolean isDetailed() {
        return !unchecked && detailed != null && detailed.equals(stamps);
    }

    /** Whether it can be kept for a later session: nothing more comes of it, and all was read. */
    boolean isKeepable(Clock clock) {
        return record != null && !record.live().isAlive() && isDetailed() && stamps.isSettled(now(clock));
    }

    /** Reads status, metrics and labels again where they changed. */
    void read(Clock clock) {
        FolderTimes now = FolderTimes.of(run.path());
        boolean rests = record != null && !record.live().isAlive();
        if (rests && (settled || unchecked) && now.equals(folders)) {
            return;
        }
        unchecked = false;
        folders = now;
        settled = now.isSettled(now(clock));
        FileStamps before = stamps;
        stamps = FileStamps.of(run.path());
        if (record == null || !stamps.equals(before) || !stamps.isSettled(now(clock))) {
            record = new RunRecord(summary(before), LiveState.UNKNOWN, labels(before), details());
        }
        LiveState live = run.live(record.summary().status(), clock);
        if (live != record.live()) {
            record = new RunRecord(record.summary(), live, record.labels(), record.details());
        }
    }

    private static long now(Clock clock) {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    private RunRecord.Details details() {
        return record == null ? RunRecord.Details.NONE : record.details();
    }

    private RunSummary summary(FileStamps before) {
        boolean same = record != null && stamps.same(before, FileStamps.STATUS) && stamps.same(before, FileStamps.LAST);
        return same ? record.summary() : RunCatalog.summary(run);
    }

    private RunLabels labels(FileStamps before) {
        boolean same = record != null && stamps.same(before, FileStamps.LABELS);
        return same ? record.labels() : RunLabels.read(run);
    }

    /** Reads config, environment and what the log has more of. */
    void readDetails(SharedConfigs configs, Clock clock) {
        if (unchecked) {
            folders = null;
            read(clock);
        }
        if (isDetailed()) {
            return;
        }
        FileStamps before = detailed;
        detailed = stamps;
        boolean known = before != null;
        RunRecord.Details last = record.details();
        Map<String, String> config = known && stamps.same(before, FileStamps.CONFIG)
                ? last.config()
                : configs.share(ConfigValues.read(run.configFile()));
        String device = known && stamps.same(before, FileStamps.ENVIRONMENT) ? last.device() : device();
        boolean saved = new CheckpointStore(run.checkpoints()).hasAny();
        int events = known && stamps.same(before, FileStamps.EVENTS) ? last.events() : events();
        followLog(before);
        RunRecord.Details now =
                new RunRecord.Details(config, device, digest.figures(), digest.loss.curve(), saved, events);
        if (!now.equals(last)) {
            record = new RunRecord(record.summary(), record.live(), record.labels(), now);
        }
    }

    private int events() {
        try {
            return run.events().bytes() == 0 ? 0 : run.events().read().size();
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "the events of " + run + " cannot be read: {0}", e.getMessage());
            return 0;
        }
    }

    /** A log that grew while nobody looked, or that shrank, is read from its beginning. */
    private void followLog(FileStamps before) {
        boolean same = before != null && stamps.same(before, FileStamps.LOG);
        if (same) {
            return;
        }
        if (remembered || stamps.size(FileStamps.LOG) < digest.offset) {
            digest = new MetricDigest();
        }
        remembered = false;
        try {
            digest.follow(run.metrics());
        } catch (UncheckedIOException | InputException e) {
            LOG.log(System.Logger.Level.WARNING, "the metrics of " + run + " cannot be read: {0}", e.getMessage());
        }
    }

    private String device() {
        Map<String, Object> environment = run.environment();
        Object device = environment.get(DEVICE);
        if (device == null) {
            return "";
        }
        return environment.get("workers") instanceof Number workers && workers.intValue() > 1
                ? device + " × " + workers.intValue()
                : device.toString();
    }
}
