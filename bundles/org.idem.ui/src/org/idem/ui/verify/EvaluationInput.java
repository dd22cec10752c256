package org.idem.ui.verify;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.idem.core.Units;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.ui.icons.Icons;

/** An evaluation to open: which set, at which step of which run. Survives a restart of the workbench. */
public final class EvaluationInput implements IEditorInput, IPersistableElement {
    private static final String RUN = "run";
    private static final String SET = "set";
    private static final String STEP = "step";

    private final Path run;
    private final String set;
    private final long step;

    /** The evaluation of {@code set} at {@code step} in the run in this folder. */
    public EvaluationInput(Path run, String set, long step) {
        this.run = run;
        this.set = set;
        this.step = step;
    }

    Path run() {
        return run;
    }

    /** Reads it from the disk. */
    Optional<Evaluation> read() {
        return EvaluationStore.read(RunDirectory.open(run)).stream()
                .filter(one -> one.set().equals(set) && one.step() == step)
                .reduce((first, second) -> second);
    }

    @Override
    public boolean exists() {
        return RunDirectory.isRun(run);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return Icons.VERIFICATION.descriptor();
    }

    @Override
    public String getName() {
        return set + " @ " + Units.count(step);
    }

    @Override
    public String getToolTipText() {
        return set + " at step " + Units.count(step) + " of " + run;
    }

    @Override
    public IPersistableElement getPersistable() {
        return exists() ? this : null;
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putString(RUN, run.toString());
        memento.putString(SET, set);
        memento.putString(STEP, Long.toString(step));
    }

    @Override
    public String getFactoryId() {
        return Factory.ID;
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == RunDirectory.class && exists() ? adapter.cast(RunDirectory.open(run)) : null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EvaluationInput input
                && run.equals(input.run)
                && set.equals(input.set)
                && step == input.step;
    }

    @Override
    public int hashCode() {
        return 31 * run.hashCode() + set.hashCode() + Long.hashCode(step);
    }

    /** Makes inputs from what a former session saved. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.idem.ui.evaluationInputFactory";

        @Override
        public IAdaptable createElement(IMemento memento) {
            String run = memento.getString(RUN);
            String step = memento.getString(STEP);
            return run == null || step == null
                    ? null
                    : new EvaluationInput(Path.of(run), memento.getString(SET), Long.parseLong(step));
        }
    }
}
