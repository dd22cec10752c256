package org.idem.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints through {@link TerminalText}: what is printed with a line end is one line, arguments of a format are parts of
 * one, everything else keeps its line breaks.
 */
final class TerminalWriter extends PrintWriter {
    TerminalWriter(PrintWriter out) {
        super(out, true);
    }

    @Override
    public void println(String text) {
        synchronized (lock) {
            super.write(TerminalText.line(String.valueOf(text)));
            println();
        }
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value));
    }

    @Override
    public PrintWriter printf(Locale locale, String form, Object... arguments) {
        return format(locale, form, arguments);
    }

    @Override
    public PrintWriter format(Locale locale, String form, Object... arguments) {
        Object[] safe = Arrays.stream(arguments)
                .map(argument -> argument == null || argument instanceof Number
                        ? argument
                        : TerminalText.line(String.valueOf(argument)))
                .toArray();
        super.write(String.format(locale, form, safe));
        flush();
        return this;
    }

    @Override
    public void write(String text, int offset, int length) {
        String safe = TerminalText.lines(text.substring(offset, offset + length));
        super.write(safe, 0, safe.length());
    }

    @Override
    public void write(char[] text, int offset, int length) {
        write(new String(text, offset, length), 0, length);
    }
}
