package org.idem.ui.commands.models;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;
import org.idem.ui.verify.VerificationEditor;

/** Shows who of the training set looks like the pair that is selected in the verification editor. */
public final class FindInTrainingHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) {
        if (HandlerUtil.getActiveEditor(event) instanceof VerificationEditor editor) {
            editor.findInTraining();
        }
        return null;
    }
}
