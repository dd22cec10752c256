package org.idem.run.query;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.idem.run.Heartbeat;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;

/** Writes runs for {@link RunRecordCache}: texts by number, and of a config only what differs from the one before. */
final class RunRecordEncoder {
    private final Path folder;
    private final Map<String, Integer> texts;
    private final Map<SharedConfigs.Keys, Integer> keys;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private SharedConfigs.Shared before;

    RunRecordEncoder(Path folder, Map<String, Integer> texts, Map<SharedConfigs.Keys, Integer> keys) {
        this.folder = folder.toAbsolutePath().normalize();
        this.texts = texts;
        this.keys = keys;
    }

    int number(String text) {
        Integer number = texts.putIfAbsent(text, texts.size());
        return number == null ? texts.size() - 1 : number;
    }

    void writeTo(OutputStream target) throws IOException {
        bytes.writeTo(target);
    }

    void add(ListedRun run) throws IOException {
        RunRecord record = run.record();
        out.writeInt(number(folder.relativize(run.run().path()).toString()));
        out.writeLong(run.folders().run());
        out.writeLong(run.folders().metrics());
        ByteBuffer stamps = ByteBuffer.allocate(FileStamps.bytes());
        run.stamps().write(stamps);
        out.write(stamps.array());
        status(record.summary().status());
        out.writeInt(record.summary().lastMetrics().size());
        for (Map.Entry<String, Double> metric : record.summary().lastMetrics().entrySet()) {
            out.writeInt(number(metric.getKey()));
            out.writeDouble(metric.getValue());
        }
        out.writeInt(record.labels().tags().size());
        for (String tag : record.labels().tags()) {
            out.writeInt(number(tag));
        }
        out.writeInt(number(record.labels().note()));
        out.writeBoolean(record.labels().archived());
        out.writeInt(record.labels().style());
        out.writeByte(record.live().ordinal());
        out.writeInt(number(record.details().device()));
        out.writeBoolean(record.details().saved());
        out.writeInt(record.details().events());
        config((SharedConfigs.Shared) record.details().config());
        digest(run.digest());
    }

    private void status(RunStatus status) throws IOException {
        out.writeByte(status.state().ordinal());
        out.writeInt(number(status.message()));
        Heartbeat heartbeat = status.heartbeat();
        out.writeLong(heartbeat.pid());
        out.writeInt(number(heartbeat.host()));
        instant(heartbeat.started());
        instant(heartbeat.time());
        TrainingProgress progress = status.progress();
        out.writeLong(progress.step());
        out.writeLong(progress.totalSteps());
        out.writeInt(progress.epoch());
        out.writeInt(progress.epochs());
        out.writeDouble(progress.etaSeconds());
        out.writeDouble(progress.imagesPerSecond());
    }

    private void instant(Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private void config(SharedConfigs.Shared config) throws IOException {
        Integer set = keys.putIfAbsent(config.keys, keys.size());
        out.writeInt(set == null ? keys.size() - 1 : set);
        String[] base = before != null && before.keys == config.keys ? before.values : new String[config.values.length];
        int different = 0;
        for (int i = 0; i < base.length; i++) {
            different += config.values[i].equals(base[i]) ? 0 : 1;
        }
        out.writeInt(different);
        for (int i = 0; i < base.length; i++) {
            if (!config.values[i].equals(base[i])) {
                out.writeInt(i);
                out.writeInt(number(config.values[i]));
            }
        }
        before = config;
    }

    private void digest(MetricDigest digest) throws IOException {
        out.writeLong(digest.offset);
        out.writeInt(digest.metrics.size());
        for (Map.Entry<String, MetricDigest.Growing> entry : digest.metrics.entrySet()) {
            MetricDigest.Growing metric = entry.getValue();
            out.writeInt(number(entry.getKey()));
            out.writeLong(metric.step);
            out.writeDouble(metric.last);
            out.writeDouble(metric.min);
            out.writeDouble(metric.max);
            out.writeInt(metric.points);
        }
        ByteBuffer loss = ByteBuffer.allocate(digest.loss.bytes());
        digest.loss.write(loss);
        out.write(loss.array());
    }
}
