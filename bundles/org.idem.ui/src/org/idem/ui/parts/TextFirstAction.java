package org.idem.ui.parts;

import java.util.function.Consumer;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.swt.widgets.Display;
import org.idem.ui.widgets.TextHistory;

/**
 * Undo or redo: of what is typed while a field that keeps its history has the keyboard, else of the editor's operations. UI
 * thread only.
 */
final class TextFirstAction extends Action {
    private final IAction operations;
    private final Consumer<TextHistory> typing;

    /**
     * Looks like the other action, also later.
     *
     * @param typing does the same with what was typed
     */
    TextFirstAction(IAction operations, Consumer<TextHistory> typing) {
        this.operations = operations;
        this.typing = typing;
        operations.addPropertyChangeListener(event -> follow());
        follow();
    }

    private void follow() {
        setText(operations.getText());
        setToolTipText(operations.getToolTipText());
        setEnabled(operations.isEnabled());
    }

    @Override
    public void run() {
        TextHistory.of(Display.getCurrent().getFocusControl()).ifPresentOrElse(typing, operations::run);
    }
}
