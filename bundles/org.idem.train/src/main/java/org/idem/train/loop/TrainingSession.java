package org.idem.train.loop;

import java.util.ArrayList;
import java.util.List;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointStore;
import org.idem.run.RunStatus.State;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.record.CoordinatorFactory;
import org.idem.train.record.EnvironmentReport;
import org.idem.train.record.StepRenumbering;
import org.idem.train.record.StopSignal;
import org.idem.train.record.TrainingContext;
import org.idem.train.record.TrainingCoordinator;
import org.idem.train.record.TrainingOutputs;
import org.idem.train.setup.CenterFolder;
import org.idem.train.setup.DeviceProvider;
import org.idem.train.setup.InitialState;
import org.idem.train.setup.PrecisionChoice;
import org.idem.train.setup.ReplicaState;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;

/**
 * A training whose plan stands and whose data and outputs are open.
 *
 * @param pairs verification sets, empty where nothing is verified
 * @param configCrc CRC-32C of the run's config
 * @param devices says where each worker computes
 */
record TrainingSession(
        TrainingPlan plan,
        ImageDataset images,
        List<PairDataset> pairs,
        TrainingOutputs outputs,
        StopSignal stop,
        long configCrc,
        DeviceProvider devices) {

    /** Trains from the beginning, or from the run's latest checkpoint. */
    Trainer.End train(boolean resume) {
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
        new CheckpointStore(outputs.run().checkpoints()).recover();
        InitialState start = InitialState.of(outputs.run(), plan, resume);
        CpuFeatures cpu = CpuFeatures.detect();
        List<Device> places = devices.devices(plan);
        Libtorch.prepareCards(plan.config().global().tf32());
        PrecisionChoice precision = places.get(0).compute(() -> PrecisionChoice.of(plan, start.precision(), cpu));
        new EnvironmentReport(plan, places, precision, cpu).write(outputs.run(), outputs.log(), images);
        start.announce(plan, configCrc, outputs.log());
        List<InProcessCollective> collectives = InProcessCollective.create(plan.world());
        List<ReplicaState> states = new ArrayList<>();
        try {
            for (int worker = 0; worker < collectives.size(); worker++) {
                InProcessCollective collective = collectives.get(worker);
                places.get(worker).run(() -> {
                    ReplicaState state = new ReplicaState(plan, collective, CenterFolder.of(plan, outputs.run()));
                    states.add(state);
                    start.restore(state);
                });
            }
            if (start.isResumed()) {
                continueRecords(start.state(), start.position(plan), resume);
            }
            return takeSteps(start, precision, collectives, states);
        } finally {
            states.forEach(ReplicaState::close);
        }
    }

    /** What was recorded beyond the checkpoint no longer counts. */
    private void continueRecords(TrainerState checkpoint, TrainingPosition from, boolean ownRun) {
        StepRenumbering renumbering = new StepRenumbering(plan, checkpoint);
        if (ownRun && renumbering.isNeeded()) {
            renumbering.apply(outputs);
        }
        outputs.scalars().resumeAfter(from.step());
    }

    private Trainer.End takeSteps(
            InitialState start,
            PrecisionChoice precision,
            List<InProcessCollective> collectives,
            List<ReplicaState> states) {
        TrainingPosition from = start.position(plan);
        outputs.status().begin(plan, from);
        outputs.status().state(State.RUNNING, "Training");
        TrainingCoordinator coordinator = new CoordinatorFactory(outputs, stop)
                .create(new TrainingContext(plan, precision, states, pairs, configCrc), start);
        TrainingPosition end =
                new WorkerGroup(plan, images, states, collectives, precision.arithmetic(), coordinator).run(from);
        return end.step() >= plan.totalSteps() ? Trainer.End.DONE : Trainer.End.STOPPED;
    }
}
