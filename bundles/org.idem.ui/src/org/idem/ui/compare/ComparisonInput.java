package org.idem.ui.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.idem.ui.icons.Icons;

/** Several runs to open beside each other. Two inputs are equal when they have the same runs. */
public final class ComparisonInput implements IEditorInput, IPersistableElement {
    private static final String RUN = "run";

    private final List<Path> runs;

    /** The runs in these folders, in their order. */
    public ComparisonInput(List<Path> runs) {
        this.runs = List.copyOf(runs);
    }

    /** Folders of the runs. */
    public List<Path> runs() {
        return runs;
    }

    @Override
    public boolean exists() {
        return runs.stream().anyMatch(Files::isDirectory);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return Icons.COMPARE.descriptor();
    }

    @Override
    public String getName() {
        return runs.size() + " runs";
    }

    @Override
    public String getToolTipText() {
        return runs.stream().map(Path::toString).collect(Collectors.joining("\n"));
    }

    @Override
    public IPersistableElement getPersistable() {
        return exists() ? this : null;
    }

    @Override
    public void saveState(IMemento memento) {
        runs.forEach(run -> memento.createChild(RUN).putTextData(run.toString()));
    }

    @Override
    public String getFactoryId() {
        return Factory.ID;
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ComparisonInput input && runs.equals(input.runs);
    }

    @Override
    public int hashCode() {
        return runs.hashCode();
    }

    /** Makes inputs from what a former session saved. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.idem.ui.comparisonInputFactory";

        @Override
        public IAdaptable createElement(IMemento memento) {
            List<Path> runs = new ArrayList<>();
            Arrays.stream(memento.getChildren(RUN))
                    .map(IMemento::getTextData)
                    .filter(text -> text != null && !text.isEmpty())
                    .forEach(text -> runs.add(Path.of(text)));
            return runs.isEmpty() ? null : new ComparisonInput(runs);
        }
    }
}
