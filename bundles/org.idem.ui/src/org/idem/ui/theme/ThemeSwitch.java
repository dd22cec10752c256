package org.idem.ui.theme;

import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.idem.ui.settings.UserSettings;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * Switches between the themes. The platform applies its style sheets first and tells the toolkit of the change
 * afterwards, so that colours of the system are taken from the theme that is left, and stay. Therefore the sheets are
 * applied a second time, from nothing, once the toolkit has changed. UI thread only.
 */
@SuppressWarnings("restriction") // The platform's only interface to its themes.
public final class ThemeSwitch {
    private static final String PLATFORM_NODE = "org.eclipse.e4.ui.css.swt.theme";
    private static final String PLATFORM_KEY = "themeid";
    /** Without rules of its own: set in between, it makes the engine forget what it has resolved. */
    private static final String NEUTRAL = "org.eclipse.e4.ui.css.theme.e4_classic";

    /**
     * Stands for no colour while sheets are applied. The platform never takes a foreground back, and does not set one
     * that a control seems to have; a control that no sheet speaks of gets its own one back afterwards.
     */
    private static final Color UNSET = new Color(1, 2, 3);

    private final UserSettings settings;
    private final UiUpdateQueue updates;
    private boolean applying;

    /** Begins to follow the toolkit's theme on this display. */
    public ThemeSwitch(UserSettings settings, Display display, UiUpdateQueue updates) {
        this.settings = settings;
        this.updates = updates;
        display.addListener(SWT.Settings, event -> applyAgain());
    }

    /**
     * Lets the workbench that starts next begin with the user's theme: what this folder's workbench was left with does
     * not count, and where the user never chose the platform's own theme does.
     */
    public void prepareStart() {
        IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(PLATFORM_NODE);
        Optional<Theme> chosen = settings.theme().flatMap(Theme::named);
        if (chosen.isPresent()) {
            preferences.put(PLATFORM_KEY, chosen.get().id());
        } else {
            preferences.remove(PLATFORM_KEY);
        }
    }

    /** Switches, and keeps the choice. */
    public void choose(Theme theme) {
        settings.setTheme(theme.word());
        engine().setTheme(theme.id(), false);
        // Comes after what the platform has queued to change the toolkit.
        updates.runAsync(() -> updates.runAsync(this::applyAgain));
    }

    private void applyAgain() {
        IThemeEngine engine = PlatformUI.isWorkbenchRunning() ? engine() : null;
        if (applying || engine == null || engine.getActiveTheme() == null) {
            return;
        }
        applying = true;
        try {
            String active = engine.getActiveTheme().getId();
            engine.setTheme(NEUTRAL, false);
            Shell[] shells = Display.getCurrent().getShells();
            eachControl(shells, control -> control.setForeground(UNSET));
            engine.setTheme(active, false);
            eachControl(shells, control -> {
                if (UNSET.equals(control.getForeground())) {
                    control.setForeground(null);
                }
            });
        } finally {
            applying = false;
        }
    }

    private static void eachControl(Control[] controls, Consumer<Control> action) {
        for (Control control : controls) {
            action.accept(control);
            if (control instanceof Composite composite) {
                eachControl(composite.getChildren(), action);
            }
        }
    }

    private static IThemeEngine engine() {
        return PlatformUI.getWorkbench().getService(IThemeEngine.class);
    }
}
