package org.idem.ui.onnx;

import java.nio.file.Path;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPathEditorInput;
import org.idem.ui.icons.Icons;
import org.idem.ui.parts.PathInput;

/** An ONNX file to open. */
public final class OnnxInput extends PathInput {
    /** The file at this path. */
    public OnnxInput(Path path) {
        super(path, Icons.MODEL, Factory.ID);
    }

    /** The path that any input of the editor stands for, or null. */
    static Path pathOf(IEditorInput input) {
        if (input instanceof OnnxInput model) {
            return model.path();
        }
        return input instanceof IPathEditorInput file ? file.getPath().toPath() : null;
    }

    /** Makes inputs from what a former session saved. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.idem.ui.onnxInputFactory";

        @Override
        public IAdaptable createElement(IMemento memento) {
            Path path = pathOf(memento);
            return path == null ? null : new OnnxInput(path);
        }
    }
}
