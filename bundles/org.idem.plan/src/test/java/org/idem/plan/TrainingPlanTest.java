package org.idem.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.junit.jupiter.api.Test;

/** Steps, classes and rates follow from a config and the size of its set; all that is wrong is said at once. */
class TrainingPlanTest {

    @Test
    void stepsAndRates() {
        TrainingPlan plan = TinyPlan.of(6400, 100, "Global.devices=2", "DataLoader.Train.sampler.drop_last=True");
        assertEquals(50, plan.steps());
        assertEquals(200, plan.totalSteps());
        assertEquals(100, plan.classes());
        assertEquals(0.1, plan.schedule().rate(0), 1e-12);
        assertEquals(0.1 * 0.25, plan.schedule().rate(100), 1e-12);
    }

    @Test
    void aLimitOfStepsShortensIt() {
        assertEquals(7, TinyPlan.of(6400, 100, "Global.max_train_step=7").totalSteps());
        assertEquals(400, TinyPlan.of(6400, 100, "Global.max_train_step=7000").totalSteps());
    }

    @Test
    void aSingleImageIsNoBatch() {
        assertEquals(
                2,
                TinyPlan.of(129, 10, "DataLoader.Train.sampler.drop_last=False").steps());
        assertEquals(
                3,
                TinyPlan.of(130, 10, "DataLoader.Train.sampler.drop_last=False").steps());
    }

    @Test
    void everyProblemIsSaidAndTheFirstIsThrown() {
        String[] overrides = {
            "Model.class_num=5", "Global.devices=12", "DataLoader.Train.sampler.drop_last=True", "Global.accum_steps=64"
        };
        List<Problem> problems = TrainingPlan.check(TinyPlan.config(overrides), TinyPlan.set(100, 10));
        assertEquals(
                List.of(
                        "Global.accum_steps",
                        "Model.class_num",
                        "Global.devices",
                        "DataLoader.Train.sampler.batch_size"),
                problems.stream().map(Problem::key).toList());
        InputException thrown = assertThrows(InputException.class, () -> TinyPlan.of(100, 10, overrides));
        assertEquals(problems.subList(0, 1), thrown.problems());
    }

    @Test
    void aSetWithoutLabelsIsNamed() {
        InputException thrown = assertThrows(InputException.class, () -> TinyPlan.of(100, 0));
        assertEquals(TinyPlan.SET, thrown.problems().get(0).file());
    }
}
