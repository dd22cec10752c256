package org.idem.train.loop;

import java.util.ArrayList;
import java.util.List;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointStore;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus.State;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.collective.Collective;
import org.idem.train.process.ProcessGroup;
import org.idem.train.process.WatchedCollective;
import org.idem.train.record.CoordinatorFactory;
import org.idem.train.record.EnvironmentReport;
import org.idem.train.record.StepRenumbering;
import org.idem.train.record.StopSignal;
import org.idem.train.record.TrainingContext;
import org.idem.train.record.TrainingCoordinator;
import org.idem.train.record.TrainingOutputs;
import org.idem.train.setup.CardCapacity;
import org.idem.train.setup.CollectiveChoice;
import org.idem.train.setup.DeviceProvider;
import org.idem.train.setup.InitialState;
import org.idem.train.setup.PrecisionChoice;
import org.idem.train.setup.ReplicaState;
import org.idem.train.setup.SetupLog;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;

/**
 * One process's part in a training whose plan stands and whose data and outputs are open. Process 0 decides and records; the
 * others train.
 *
 * @param run the run; written by process 0 only
 * @param group the processes
 * @param pairs verification sets, empty where nothing is verified and on all processes but 0
 * @param outputs null on all processes but 0
 * @param configCrc CRC-32C of the run's config
 * @param devices says where each worker computes
 */
record TrainingSession(
        RunDirectory run,
        ProcessGroup group,
        TrainingPlan plan,
        ImageDataset images,
        List<PairDataset> pairs,
        TrainingOutputs outputs,
        StopSignal stop,
        long configCrc,
        DeviceProvider devices) {

    private boolean records() {
        return outputs != null;
    }

    /** Trains from the beginning, or from the run's latest checkpoint. */
    Trainer.End train(boolean resume) {
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
        Collective across = group.collective();
        if (records()) {
            new CheckpointStore(run.checkpoints()).recover();
        }
        across.barrier();
        InitialState start = InitialState.of(run, plan, resume);
        List<Device> places = devices.devices(plan);
        CardCapacity capacity = new CardCapacity(plan, devices, places, group.number() * plan.workersPerProcess());
        capacity.require();
        try {
            return train(resume, start, places);
        } catch (RuntimeException e) {
            throw capacity.explain(e);
        }
    }

    private Trainer.End train(boolean resume, InitialState start, List<Device> places) {
        Collective across = group.collective();
        Libtorch.prepareCards(plan.config().global().tf32());
        PrecisionChoice precision = precision(start, places, across);
        start.announce(plan, run, configCrc, records() ? outputs.log() : SetupLog.NONE);
        List<ReplicaState> states = new ArrayList<>();
        try (CollectiveChoice choice = CollectiveChoice.of(places, across)) {
            if (records() && plan.world() > 1) {
                outputs.log()
                        .info("Workers exchange tensors by " + choice.description()
                                + (plan.roundsExchange() && choice.canRound()
                                        ? "; gradients as bf16 between processes"
                                        : ""));
            }
            List<WatchedCollective> collectives =
                    choice.members().stream().map(WatchedCollective::new).toList();
            for (int worker = 0; worker < collectives.size(); worker++) {
                Collective collective = collectives.get(worker);
                places.get(worker).run(() -> {
                    ReplicaState state = new ReplicaState(plan, collective, run, devices.kernels(Device.current()));
                    states.add(state);
                    start.restore(state);
                });
            }
            // Checkpoints may be renamed once all have read theirs.
            across.barrier();
            states.forEach(ReplicaState::freeOldCenters);
            if (start.isResumed() && records()) {
                continueRecords(start.state(), start.position(plan), resume);
            }
            return takeSteps(start, precision, collectives, states);
        } finally {
            states.forEach(ReplicaState::close);
        }
    }

    /** What process 0 chose and recorded; all compute alike. */
    private PrecisionChoice precision(InitialState start, List<Device> places, Collective across) {
        String[] chosen = null;
        if (records()) {
            CpuFeatures cpu = CpuFeatures.detect();
            PrecisionChoice choice = places.get(0).compute(() -> PrecisionChoice.of(plan, start.precision(), cpu));
            new EnvironmentReport(plan, places, choice, cpu).write(run, outputs.log(), images);
            chosen = new String[] {choice.key(), choice.reason()};
        }
        String[] all = across.broadcastObject(chosen, 0);
        return PrecisionChoice.named(all[0], all[1]);
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
            List<WatchedCollective> collectives,
            List<ReplicaState> states) {
        TrainingPosition from = start.position(plan);
        TrainingCoordinator coordinator = null;
        if (records()) {
            outputs.status().begin(plan, from);
            outputs.status().state(State.RUNNING, "Training");
            coordinator = new CoordinatorFactory(outputs, stop)
                    .create(
                            new TrainingContext(plan, precision, states.get(0), collectives.get(0), pairs, configCrc),
                            start);
        }
        ProcessGroup.Watch watch = group.watch(
                collectives.stream().map(WatchedCollective::progress).toList());
        try {
            TrainingPosition end =
                    new WorkerGroup(plan, images, states, collectives, precision.arithmetic(), coordinator).run(from);
            return end.step() >= plan.totalSteps() ? Trainer.End.DONE : Trainer.End.STOPPED;
        } finally {
            watch.close();
        }
    }
}
