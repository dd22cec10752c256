package org.idem.ui.run;

import java.nio.file.Path;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.idem.run.RunDirectory;
import org.idem.ui.icons.Icons;
import org.idem.ui.parts.PathInput;

/** A run to open. */
public final class RunInput extends PathInput {
    /** The run in this folder. */
    public RunInput(Path run) {
        super(run, Icons.RUN, Factory.ID);
    }

    @Override
    public boolean exists() {
        return RunDirectory.isRun(path());
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == RunDirectory.class && exists()
                ? adapter.cast(RunDirectory.open(path()))
                : super.getAdapter(adapter);
    }

    /** Makes inputs from what a former session saved. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.idem.ui.runInputFactory";

        @Override
        public IAdaptable createElement(IMemento memento) {
            Path path = pathOf(memento);
            return path == null ? null : new RunInput(path);
        }
    }
}
