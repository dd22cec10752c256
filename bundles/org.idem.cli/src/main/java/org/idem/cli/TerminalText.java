package org.idem.cli;

import java.util.Locale;

/**
 * Text that a terminal shows and does not obey. Names of files and runs, messages and lists come from anywhere: an escape
 * sequence in them would change colours, titles or what was printed before, a line break would forge a line of ours. Such
 * characters are written as in JSON, {@code \u001b}; text without them stays as it is.
 */
final class TerminalText {
    private TerminalText() {}

    /** As one line. */
    static String line(String text) {
        return escape(text, "");
    }

    /** As lines: breaks and tabs stay. */
    static String lines(String text) {
        return escape(text, "\n\t");
    }

    private static String escape(String text, String kept) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                append(safe, text, i, i + 2);
                i++;
            } else if (isObeyed(c) && kept.indexOf(c) < 0) {
                safe = safe == null ? new StringBuilder().append(text, 0, i) : safe;
                safe.append(escaped(c));
            } else {
                append(safe, text, i, i + 1);
            }
        }
        return safe == null ? text : safe.toString();
    }

    private static void append(StringBuilder safe, String text, int from, int to) {
        if (safe != null) {
            safe.append(text, from, to);
        }
    }

    /** Controls, breaks, marks that turn the direction of writing, and halves of characters. */
    private static boolean isObeyed(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            case Character.FORMAT -> c == '\u061C'
                    || c == '\u200E'
                    || c == '\u200F'
                    || c >= '\u202A' && c <= '\u202E'
                    || c >= '\u2066' && c <= '\u2069'
                    || c == '\uFEFF';
            default -> false;
        };
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", (int) c);
        };
    }
}
