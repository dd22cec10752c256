package org.idem.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.idem.config.schema.Schema;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ImageDataset;
import org.idem.data.LabelCounts;
import org.idem.data.format.Datasets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes a config's own checks and still cannot be meant on its set. */
class PlanChecksTest {
    @TempDir
    private Path folder;

    private static List<Problem> warnings(int images, String... overrides) {
        return TrainingPlan.check(TinyPlan.config(overrides), TinyPlan.set(images, 10)).stream()
                .filter(p -> p.severity() == Problem.Severity.WARNING)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LRScheduler.warmup_steps=400",
                "LRScheduler.warmup_steps=1000",
                "LRScheduler={name: TimmCosine, learning_rate: 0.1, warmup_epochs: 3, decay_unit: step}"
            })
    void aWarmUpAsLongAsTheTrainingIsSaid(String override) {
        List<Problem> warnings = warnings(6400, override, "Global.max_train_step=300");
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).key().startsWith("LRScheduler.warmup_"), warnings.toString());
        assertTrue(warnings.get(0).message().contains("the training has 300"), warnings.toString());
    }

    /** PLSC's four, and Constant for a config without a name. */
    @Test
    void configsNameTheSchedulesThatThereAre() {
        List<String> named = Schema.keys().stream()
                .filter(key -> key.key().equals("LRScheduler.name"))
                .findFirst()
                .orElseThrow()
                .choices();
        assertEquals(new TreeSet<>(named), new TreeSet<>(Schedules.NAMES));
        for (String name : named) {
            String keys = name.equals("Step") ? "boundaries: [2], values: [0.1, 0.01]" : "learning_rate: 0.1";
            Schedule schedule = new Schedules(false, 10, 2)
                    .of(TinyPlan.config("LRScheduler={name: " + name + ", " + keys + "}")
                            .schedule());
            assertTrue(schedule.rate(15) >= 0, name);
        }
    }

    @Test
    void aShorterOneIsNot() {
        assertEquals(List.of(), warnings(6400, "LRScheduler.warmup_steps=299", "Global.max_train_step=300"));
        assertEquals(List.of(), warnings(6400, "LRScheduler.warmup_epochs=3", "LRScheduler.decay_unit=epoch"));
    }

    private DatasetSize listed(String labels) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (String label : labels.split(" ")) {
            lines.append("a.jpg\t").append(label).append('\n');
        }
        try (ImageDataset set = Datasets.openImages(Files.writeString(folder.resolve("label.txt"), lines))) {
            return DatasetSize.of(set);
        }
    }

    @Test
    void identitiesWithoutPicturesAreCounted() throws Exception {
        DatasetSize set = listed("0 5 1000 70000 0 5");
        assertEquals(new LabelCounts(70_001, 4, 0), set.labels());
        List<Problem> problems = TrainingPlan.check(TinyPlan.config("DataLoader.Train.sampler.batch_size=2"), set);
        assertEquals(1, problems.size(), problems.toString());
        assertEquals(Problem.Severity.WARNING, problems.get(0).severity());
        assertEquals(set.path(), problems.get(0).file());
        assertTrue(
                problems.get(0).message().contains("69,997 of 70,001 identities have no picture"),
                problems.get(0).message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 0 0", "7 7 7 7"})
    void oneIdentityAloneIsRefused(String labels) throws Exception {
        DatasetSize set = listed(labels);
        InputException thrown = assertThrows(
                InputException.class,
                () -> TrainingPlan.of(TinyPlan.config("DataLoader.Train.sampler.batch_size=2"), set));
        assertTrue(thrown.getMessage().contains("one identity"), thrown.getMessage());
    }

    @Test
    void labelsWithoutGapsAreFine() throws Exception {
        assertEquals(
                List.of(),
                TrainingPlan.check(TinyPlan.config("DataLoader.Train.sampler.batch_size=2"), listed("0 1 2 1 0")));
    }
}
