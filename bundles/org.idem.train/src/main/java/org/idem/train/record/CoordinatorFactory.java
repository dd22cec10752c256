package org.idem.train.record;

import java.util.ArrayList;
import java.util.List;
import org.idem.run.CheckpointStore;
import org.idem.train.setup.InitialState;

/** Makes the coordinator of a run with a listener for each subject. */
public final class CoordinatorFactory {
    private final TrainingOutputs outputs;
    private final StopSignal signal;

    /**
     * Makes coordinators that write to the outputs of one run.
     *
     * @param signal tells when the process is asked to end
     */
    public CoordinatorFactory(TrainingOutputs outputs, StopSignal signal) {
        this.outputs = outputs;
        this.signal = signal;
    }

    /**
     * The coordinator of a training.
     *
     * @param start what it begins with
     * @param more listeners that are called before all others
     */
    public TrainingCoordinator create(TrainingContext context, InitialState start, TrainingListener... more) {
        StopCondition stop = new StopCondition(signal, outputs.run());
        EventReporter events =
                new EventReporter(outputs.run().events(), outputs.log(), outputs.status(), outputs.clock());
        outputs.scalars().warnTo(message -> {
            outputs.log().warning(message);
            outputs.status().notice(message);
        });
        CheckpointStore checkpoints = new CheckpointStore(outputs.run().checkpoints());
        DivergenceMonitor monitor = new DivergenceMonitor(context.plan(), start.rollbacks());
        BestAccuracy best = new BestAccuracy(start.best());
        CheckpointSaver saver = new CheckpointSaver(checkpoints, context, best, monitor::rollbacks);
        DivergenceListener divergence = new DivergenceListener(outputs.run(), context.plan(), monitor, events, saver);
        VerificationListener verification =
                new VerificationListener(context, stop, outputs, best, divergence::onMeasured);
        List<TrainingListener> listeners = new ArrayList<>(List.of(more));
        listeners.add(outputs.scalars());
        listeners.add(outputs.status());
        listeners.add(outputs.log());
        listeners.add(divergence);
        listeners.add(verification);
        listeners.add(new CheckpointListener(context.plan(), saver, stop, outputs, events));
        listeners.add(new StopListener(outputs.log(), outputs.status()));
        return new TrainingCoordinator(context.plan().totalSteps(), stop, divergence, listeners);
    }
}
