package org.idem.run.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.run.query.QueryCompletion.Proposal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCompletionTest {
    @TempDir
    private Path folder;

    private QueryCompletion completion;

    @BeforeEach
    void train() {
        RunDirectory run = RunDirectory.create(folder, "one", Clock.systemUTC());
        run.writeConfig("Model: {name: IResNet50, note: two words}\n", Map.of());
        try (MetricLog.Writer metrics = run.openMetrics()) {
            metrics.add(1, 1, Map.of("train/loss", 7.5));
        }
        RunLabels.read(run).with("good").write(run);
        completion = new QueryCompletion(new RunRecordReader(folder, Clock.systemUTC()).readAll());
    }

    private List<String> at(String before) {
        return completion.at(before).stream().map(Proposal::text).toList();
    }

    @Test
    void columnsComeFirst() {
        assertEquals(List.of("loss", "loss.best", "loss.last", "loss.max", "loss.min"), at("lo"));
        assertEquals(List.of("Model.name", "Model.note"), at("lr<0.1 and mod"));
        assertEquals(
                List.of(new Proposal("Model.name", 4), new Proposal("Model.note", 4)), completion.at("not model."));
        assertTrue(at("").containsAll(List.of("state", "loss.best", "Model.name", "tag:", "not ")));
    }

    @Test
    void afterAColumnItsValues() {
        assertEquals(List.of(new Proposal("IResNet50", 11)), completion.at("Model.name=ir"));
        assertEquals(List.of("\"two words\""), at("Model.note = "));
        assertEquals(List.of("\"two words\""), at("Model.note = \"two"));
        assertEquals(List.of("stalled", "starting", "stopped", "stopping"), at("state=st"));
        assertEquals(List.of(new Proposal("good", 8)), completion.at("not tag:g"));
    }

    @Test
    void afterAConditionWhatJoinsIt() {
        assertEquals(List.of("and", "or"), at("lr<0.1 "));
        assertEquals(List.of("and"), at("(lr<0.1) a"));
        assertEquals(List.of("or"), at("tag:good o"));
    }
}
