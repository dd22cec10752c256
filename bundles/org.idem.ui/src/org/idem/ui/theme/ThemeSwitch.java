package org.idem.ui.theme;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Tree;
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
    private static final String NO_RULES = "platform:/plugin/org.idem.ui/css/neutral.css";

    /**
     * Stands for no colour while sheets are applied. The platform never takes a foreground back, and does not set one
     * that a control seems to have; a control that no sheet speaks of gets its own one back afterwards.
     */
    private static final Color UNSET = new Color(1, 2, 3);

    private static final List<Integer> SYSTEM_COLORS = List.of(
            SWT.COLOR_WIDGET_BACKGROUND,
            SWT.COLOR_WIDGET_FOREGROUND,
            SWT.COLOR_LIST_BACKGROUND,
            SWT.COLOR_LIST_FOREGROUND,
            SWT.COLOR_LIST_SELECTION);

    /** What the sheets were last applied under. */
    private record Applied(String theme, List<RGB> colors) {}

    private final UserSettings settings;
    private final UiUpdateQueue updates;
    private Applied applied;

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

    /** Does nothing where the sheets stand as they would be applied: to apply them makes the toolkit speak up again. */
    private void applyAgain() {
        IThemeEngine engine = PlatformUI.isWorkbenchRunning() ? engine() : null;
        if (engine == null || engine.getActiveTheme() == null) {
            return;
        }
        Display display = Display.getCurrent();
        String active = engine.getActiveTheme().getId();
        Applied now = new Applied(active, colors(display));
        if (now.equals(applied)) {
            return;
        }
        applied = now;
        engine.setTheme(neutral(engine, active), false);
        Shell[] shells = display.getShells();
        eachControl(shells, ThemeSwitch::forget);
        engine.setTheme(active, false);
        eachControl(shells, ThemeSwitch::complete);
    }

    /**
     * A list that is told to have no background takes the one that the toolkit's theme has for lists, and keeps it until
     * a background is taken from it again.
     */
    private static void forget(Control control) {
        control.setForeground(UNSET);
        if (control instanceof Table || control instanceof Tree) {
            control.setBackground(UNSET);
            control.setBackground(null);
        }
    }

    /** Tells controls with colours mixed of others to mix them anew. */
    private static void complete(Control control) {
        if (UNSET.equals(control.getForeground())) {
            control.setForeground(null);
        }
        control.notifyListeners(SWT.Settings, new Event());
    }

    /**
     * A theme without rules: set in between, it makes the engine forget what it has resolved. The platform tells dark
     * themes from light ones by their ids, and would have the toolkit change to and fro if the two differed in that.
     */
    private static String neutral(IThemeEngine engine, String active) {
        String id = "org.idem.ui.theme.neutral." + (active.contains("dark") ? "dark" : "light");
        if (engine.getThemes().stream().noneMatch(theme -> theme.getId().equals(id))) {
            engine.registerTheme(id, "Neutral", NO_RULES);
        }
        return id;
    }

    private static List<RGB> colors(Display display) {
        return SYSTEM_COLORS.stream()
                .map(color -> display.getSystemColor(color).getRGB())
                .toList();
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
