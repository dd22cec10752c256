package org.idem.data.format;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a line of an image list says. */
enum ListSyntax {
    /** PLSC's: {@code path TAB label}. */
    PATH_LABEL {
        @Override
        String fault(String line) {
            int tab = line.indexOf('\t');
            if (tab <= 0 || line.indexOf('\t', tab + 1) >= 0) {
                return "The line has " + line.split("\t", -1).length + " tab-separated fields, not 2";
            }
            return isNumber(labelField(line)) ? "" : "\"" + line.substring(tab + 1) + "\" is no identity number";
        }

        private String labelField(String line) {
            return line.substring(line.indexOf('\t') + 1).strip();
        }

        @Override
        int label(String line) {
            return Integer.parseInt(labelField(line));
        }

        @Override
        String path(String line) {
            return line.substring(0, line.indexOf('\t'));
        }
    },

    /** That of MXNet's {@code im2rec}: {@code number TAB label… TAB path}, labels as decimal fractions; the first counts. */
    IM2REC {
        private static final Pattern LINE =
                Pattern.compile("[0-9]{1,18}\t\\s*([0-9]{1,9})(?:\\.0*)?\\s*(?:\t[-+.0-9eE]+)*\t([^\t]+)");

        @Override
        String fault(String line) {
            return LINE.matcher(line).matches()
                    ? ""
                    : "The line is no number, identity number and path, separated by tabs, as im2rec writes them";
        }

        @Override
        int label(String line) {
            return Integer.parseInt(match(LINE, line).group(1));
        }

        @Override
        String path(String line) {
            return match(LINE, line).group(2);
        }
    },

    /** That of insightface's preparation: {@code aligned TAB path TAB label}, and further fields about the face. */
    ALIGNED {
        private static final Pattern LINE = Pattern.compile("[01]\t([^\t]+)\t([0-9]{1,9})(?:\t.*)?");

        @Override
        String fault(String line) {
            return LINE.matcher(line).matches()
                    ? ""
                    : "The line is no 0 or 1, path and identity number, separated by tabs, as insightface writes them";
        }

        @Override
        int label(String line) {
            return Integer.parseInt(match(LINE, line).group(2));
        }

        @Override
        String path(String line) {
            return match(LINE, line).group(1);
        }
    };

    private static final int MOST_DIGITS = 9;

    private static Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        return matcher;
    }

    /** What is wrong with a line; empty if nothing is. */
    abstract String fault(String line);

    /** Identity of a sound line, counted from 0. */
    abstract int label(String line);

    /** Path of a sound line. */
    abstract String path(String line);

    /** The syntax of a list, by its first line. */
    static ListSyntax of(String firstLine) {
        return List.of(IM2REC, ALIGNED).stream()
                .filter(syntax -> syntax.fault(firstLine).isEmpty())
                .findFirst()
                .orElse(PATH_LABEL);
    }

    /** A pattern would take longer than everything else when a list of millions is opened. */
    private static boolean isNumber(String text) {
        boolean digits = !text.isEmpty() && text.length() <= MOST_DIGITS;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits;
    }
}
