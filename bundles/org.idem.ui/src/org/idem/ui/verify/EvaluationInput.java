package org.idem.ui.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.idem.core.Units;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.ui.icons.Icons;
import org.idem.ui.parts.PathInput;

/** An evaluation to open: which set, at which step of which run, or in which folder of evaluations of another model. */
public final class EvaluationInput extends PathInput {
    private static final String RUN = "run";
    private static final String SET = "set";
    private static final String STEP = "step";

    private final String set;
    private final long step;

    /** The evaluation of {@code set} at {@code step} in the run in this folder, or in this folder of evaluations. */
    public EvaluationInput(Path folder, String set, long step) {
        super(folder, Icons.VERIFICATION, Factory.ID);
        this.set = set;
        this.step = step;
    }

    /** Name of the set of pairs. */
    String set() {
        return set;
    }

    /** Optimizer steps of the checkpoint. */
    long step() {
        return step;
    }

    /** Reads it from the disk; empty when the run no longer has it. */
    Optional<Evaluation> read() {
        Path folder = isOfRun() ? RunDirectory.open(path()).eval() : path();
        return EvaluationStore.readFolder(folder).stream()
                .filter(one -> one.set().equals(set) && one.step() == step)
                .reduce((first, second) -> second);
    }

    private boolean isOfRun() {
        return RunDirectory.isRun(path());
    }

    @Override
    public boolean exists() {
        return Files.isDirectory(path());
    }

    @Override
    public String getName() {
        return set + (isOfRun() ? " @ " + Units.count(step) : "") + " · " + super.getName();
    }

    @Override
    public String getToolTipText() {
        return set + (isOfRun() ? " at step " + Units.count(step) : "") + " of " + path();
    }

    @Override
    public void saveState(IMemento memento) {
        super.saveState(memento);
        memento.putString(SET, set);
        memento.putString(STEP, Long.toString(step));
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == RunDirectory.class && isOfRun()
                ? adapter.cast(RunDirectory.open(path()))
                : super.getAdapter(adapter);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof EvaluationInput input
                && set.equals(input.set)
                && step == input.step;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * super.hashCode() + set.hashCode()) + Long.hashCode(step);
    }

    /** Makes inputs from what a former session saved. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.idem.ui.evaluationInputFactory";

        @Override
        public IAdaptable createElement(IMemento memento) {
            Path saved = pathOf(memento);
            String earlier = memento.getString(RUN);
            Path run = saved == null && earlier != null ? Path.of(earlier) : saved;
            String step = memento.getString(STEP);
            return run == null || step == null
                    ? null
                    : new EvaluationInput(run, memento.getString(SET), Long.parseLong(step));
        }
    }
}
