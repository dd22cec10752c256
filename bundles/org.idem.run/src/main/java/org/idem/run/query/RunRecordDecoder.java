package org.idem.run.query;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.idem.run.Heartbeat;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.run.RunStatus;
import org.idem.run.RunStatus.LiveState;
import org.idem.run.RunSummary;
import org.idem.run.TrainingProgress;

/** Reads what {@link RunRecordEncoder} wrote; throws a RuntimeException for what it cannot have written. */
final class RunRecordDecoder {
    private final Path folder;
    private final ByteBuffer in;
    private final List<String> texts;
    private final List<SharedConfigs.Keys> keys;
    private SharedConfigs.Shared before;

    RunRecordDecoder(Path folder, ByteBuffer in, List<String> texts, List<SharedConfigs.Keys> keys) {
        this.folder = folder;
        this.in = in;
        this.texts = texts;
        this.keys = keys;
    }

    private String text() {
        return texts.get(in.getInt());
    }

    ListedRun next() {
        RunDirectory run = RunCatalog.at(folder.resolve(text()));
        FolderTimes folders = new FolderTimes(in.getLong(), in.getLong());
        FileStamps stamps = FileStamps.read(in);
        RunSummary summary = new RunSummary(run, status(), metrics());
        RunLabels labels = labels();
        LiveState live = LiveState.values()[in.get()];
        String device = text();
        boolean saved = in.get() != 0;
        int events = in.getInt();
        SharedConfigs.Shared config = config();
        MetricDigest digest = digest();
        RunRecord.Details details =
                new RunRecord.Details(config, device, digest.figures(), digest.loss.curve(), saved, events);
        return new ListedRun(run, folders, stamps, digest, new RunRecord(summary, live, labels, details));
    }

    private RunStatus status() {
        RunStatus.State state = RunStatus.State.values()[in.get()];
        String message = text();
        Heartbeat heartbeat = new Heartbeat(in.getLong(), text(), instant(), instant());
        TrainingProgress progress = new TrainingProgress(
                in.getLong(), in.getLong(), in.getInt(), in.getInt(), in.getDouble(), in.getDouble());
        return new RunStatus(state, heartbeat, progress, message);
    }

    private Instant instant() {
        return Instant.ofEpochSecond(in.getLong(), in.getInt());
    }

    private Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int left = in.getInt(); left > 0; left--) {
            metrics.put(text(), in.getDouble());
        }
        return metrics;
    }

    private RunLabels labels() {
        Set<String> tags = new TreeSet<>();
        for (int left = in.getInt(); left > 0; left--) {
            tags.add(text());
        }
        return new RunLabels(tags, text(), in.get() != 0, in.getInt());
    }

    private SharedConfigs.Shared config() {
        SharedConfigs.Keys set = keys.get(in.getInt());
        int different = in.getInt();
        if (before == null || before.keys != set) {
            before = new SharedConfigs.Shared(set, new String[set.names.size()]);
        }
        if (different > 0 || before.values.length == 0) {
            String[] values = before.values.clone();
            for (int left = different; left > 0; left--) {
                values[in.getInt()] = text();
            }
            before = new SharedConfigs.Shared(set, values);
        }
        return before;
    }

    private MetricDigest digest() {
        MetricDigest digest = new MetricDigest();
        digest.offset = in.getLong();
        for (int left = in.getInt(); left > 0; left--) {
            MetricDigest.Growing metric = new MetricDigest.Growing();
            digest.metrics.put(text(), metric);
            metric.step = in.getLong();
            metric.last = in.getDouble();
            metric.min = in.getDouble();
            metric.max = in.getDouble();
            metric.points = in.getInt();
        }
        digest.loss.read(in);
        return digest;
    }
}
