package org.idem.train.record;

import java.util.Collections;
import java.util.List;
import org.idem.core.InputException;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointInfo;
import org.idem.run.CheckpointStore;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.checkpoint.TrainingPosition;

/**
 * Counts the steps of a run anew where it goes on with another global batch: what was recorded at a step stands where as
 * many images had been seen. It may be interrupted and done again.
 *
 * @param plan of the training that goes on
 * @param before state of the checkpoint that it goes on from
 */
public record StepRenumbering(TrainingPlan plan, TrainerState before) {
    /** Whether the plan counts the steps in another way than the checkpoint. */
    public boolean isNeeded() {
        return current(before) != before.step();
    }

    /** Moves checkpoints and scalars to the plan's steps. */
    public void apply(TrainingOutputs outputs) {
        rename(new CheckpointStore(outputs.run().checkpoints()));
        outputs.scalars().renumber(outputs.run().metrics(), current(before), this::current);
    }

    private long current(TrainerState state) {
        return TrainingPosition.after(state, plan).step();
    }

    /** The plan's number of a step that the run counted as the checkpoint did. */
    private long current(long step) {
        int epochBatches = before.division().epochBatches();
        int epoch = (int) ((step - 1) / epochBatches);
        TrainingPosition at = new TrainingPosition(step, epoch + 1, (int) (step - (long) epoch * epochBatches));
        return Math.max(1, current(before.at(at)));
    }

    /** In an order in which the latest checkpoint stays the latest. */
    private void rename(CheckpointStore checkpoints) {
        List<CheckpointInfo> all = checkpoints.list();
        if (current(before) > before.step()) {
            Collections.reverse(all);
        }
        for (CheckpointInfo one : all) {
            try {
                checkpoints.rename(one.step(), current(Checkpoint.at(one.path()).state()));
            } catch (InputException e) {
                System.getLogger(StepRenumbering.class.getName())
                        .log(System.Logger.Level.WARNING, "Left as it is: " + one.path(), e);
            }
        }
    }
}
