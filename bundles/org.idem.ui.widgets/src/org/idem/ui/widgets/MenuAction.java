package org.idem.ui.widgets;

import org.eclipse.jface.action.Action;

/** An entry of a menu that runs something. UI thread only. */
public final class MenuAction extends Action {
    private final Runnable action;

    /**
     * An entry that can be chosen.
     *
     * @param text its words, with the letter after {@code &} underlined and the key after a tab, if there are any
     */
    public MenuAction(String text, Runnable action) {
        super(text);
        this.action = action;
    }

    @Override
    public void run() {
        action.run();
    }
}
