package org.idem.ui.commands.window;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;
import org.idem.ui.theme.Theme;
import org.idem.ui.theme.ThemeSwitch;

/** Switches to the light or the dark theme, for all folders. */
public final class ThemeHandler extends AbstractHandler {
    private static final String PARAMETER = "org.idem.ui.command.theme.name";

    @Override
    public Object execute(ExecutionEvent event) {
        ThemeSwitch themes = PlatformUI.getWorkbench().getService(ThemeSwitch.class);
        Theme.named(event.getParameter(PARAMETER)).ifPresent(themes::choose);
        return null;
    }
}
