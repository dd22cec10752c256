package org.idem.ui.theme;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The platform's themes that the workbench offers. */
public enum Theme {
    /** Dark on light. */
    LIGHT("org.eclipse.e4.ui.css.theme.e4_default"),
    /** Light on dark. */
    DARK("org.eclipse.e4.ui.css.theme.e4_dark");

    private final String id;

    Theme(String id) {
        this.id = id;
    }

    /** Id of the platform's theme. */
    String id() {
        return id;
    }

    /** {@code light} or {@code dark}, as commands and settings say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The theme of this word, if there is one. */
    public static Optional<Theme> named(String word) {
        return Stream.of(values()).filter(theme -> theme.word().equals(word)).findFirst();
    }
}
