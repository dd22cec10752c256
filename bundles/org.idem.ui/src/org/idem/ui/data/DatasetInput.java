package org.idem.ui.data;

import java.nio.file.Path;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPathEditorInput;
import org.idem.ui.icons.Icons;
import org.idem.ui.parts.PathInput;

/** A data set to open: a file, or a folder with one folder per identity. */
public final class DatasetInput extends PathInput {
    /** The set at this path. */
    public DatasetInput(Path path) {
        super(path, Icons.DATA_SET, Factory.ID);
    }

    /** The path that any input of the editor stands for, or null. */
    public static Path pathOf(IEditorInput input) {
        if (input instanceof DatasetInput set) {
            return set.path();
        }
        return input instanceof IPathEditorInput file ? file.getPath().toPath() : null;
    }

    /** Makes inputs from what a former session saved. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.idem.ui.dataSetInputFactory";

        @Override
        public IAdaptable createElement(IMemento memento) {
            Path path = pathOf(memento);
            return path == null ? null : new DatasetInput(path);
        }
    }
}
