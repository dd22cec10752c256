package org.idem.ui.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.idem.ui.icons.Icons;

/**
 * Several evaluations to open as one editor.
 *
 * @param evaluations in the order of their columns; at least two, none twice
 */
public record EvaluationsInput(List<EvaluationInput> evaluations) implements IEditorInput, IPersistableElement {
    private static final String ONE = "evaluation";

    public EvaluationsInput {
        evaluations = evaluations.stream().distinct().toList();
    }

    /** One evaluation as itself, several as one. */
    public static IEditorInput of(List<EvaluationInput> evaluations) {
        return evaluations.size() == 1 ? evaluations.get(0) : new EvaluationsInput(evaluations);
    }

    @Override
    public boolean exists() {
        return evaluations.stream().allMatch(EvaluationInput::exists);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return Icons.VERIFICATION.descriptor();
    }

    @Override
    public String getName() {
        return evaluations.size() + " evaluations";
    }

    @Override
    public String getToolTipText() {
        return evaluations.stream().map(EvaluationInput::getToolTipText).collect(Collectors.joining("\n"));
    }

    @Override
    public IPersistableElement getPersistable() {
        return exists() ? this : null;
    }

    @Override
    public void saveState(IMemento memento) {
        evaluations.forEach(one -> one.saveState(memento.createChild(ONE)));
    }

    @Override
    public String getFactoryId() {
        return Factory.ID;
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return null;
    }

    /** Makes inputs from what a former session saved. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.idem.ui.evaluationsInputFactory";

        @Override
        public IAdaptable createElement(IMemento memento) {
            EvaluationInput.Factory single = new EvaluationInput.Factory();
            List<EvaluationInput> saved = new ArrayList<>();
            for (IMemento child : memento.getChildren(ONE)) {
                if (single.createElement(child) instanceof EvaluationInput one) {
                    saved.add(one);
                }
            }
            return saved.size() < 2 ? null : new EvaluationsInput(saved);
        }
    }
}
