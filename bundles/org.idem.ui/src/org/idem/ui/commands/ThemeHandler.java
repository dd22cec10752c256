package org.idem.ui.commands;

import java.util.Map;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;

/** Switches to the light or the dark theme, and remembers it. */
@SuppressWarnings("restriction") // The platform's only interface to its themes.
public final class ThemeHandler extends AbstractHandler {
    private static final String PARAMETER = "org.idem.ui.command.theme.name";
    private static final Map<String, String> THEMES = Map.of(
            "light", "org.eclipse.e4.ui.css.theme.e4_default",
            "dark", "org.eclipse.e4.ui.css.theme.e4_dark");

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IThemeEngine engine = CommandContext.of(event).window().getService(IThemeEngine.class);
        engine.setTheme(THEMES.get(event.getParameter(PARAMETER)), true);
        return null;
    }
}
