package org.idem.ui.data.editor;

import java.util.Map;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.actions.ActionFactory;
import org.idem.ui.data.images.ImageAction;
import org.idem.ui.data.images.ImagesPage;
import org.idem.ui.parts.UndoContributor;

/** What the menu Edit does in the data set editor in front. UI thread only. */
public final class DatasetEditorActions extends UndoContributor {
    private static final Map<ActionFactory, ImageAction> OF_IMAGES = Map.of(
            ActionFactory.COPY, ImageAction.COPY_IMAGE,
            ActionFactory.DELETE, ImageAction.EXCLUDE,
            ActionFactory.SELECT_ALL, ImageAction.SELECT_ALL,
            ActionFactory.FIND, ImageAction.FIND);

    @Override
    public void setActiveEditor(IEditorPart active) {
        if (active instanceof DatasetEditor now && now.getEditorSite() != null) {
            super.setActiveEditor(now);
            show(now);
        }
    }

    private void show(DatasetEditor now) {
        IActionBars bars = getActionBars();
        ImagesPage images = now.getAdapter(ImagesPage.class);
        OF_IMAGES.forEach((factory, action) ->
                bars.setGlobalActionHandler(factory.getId(), images == null ? null : action(action, images)));
        bars.updateActionBars();
    }

    private static IAction action(ImageAction action, ImagesPage images) {
        return new Action() {
            @Override
            public void run() {
                if (Display.getCurrent().getFocusControl() instanceof Text text) {
                    edit(action, text);
                } else {
                    action.run(images);
                }
            }
        };
    }

    /** Where somebody types, these keys are the text's own. */
    private static void edit(ImageAction action, Text text) {
        switch (action) {
            case COPY_IMAGE -> text.copy();
            case SELECT_ALL -> text.selectAll();
            case EXCLUDE -> delete(text);
            default -> text.setFocus();
        }
    }

    private static void delete(Text text) {
        if (text.getSelectionCount() == 0) {
            int caret = text.getCaretPosition();
            text.setSelection(caret, Math.min(text.getCharCount(), caret + 1));
        }
        text.insert("");
    }
}
