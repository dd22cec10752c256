package org.idem.plan.template;

import java.util.Locale;

/** Texts as YAML writes them: bare where nothing can be mistaken, quoted where something could. */
final class YamlText {
    private YamlText() {}

    static String of(String text) {
        if (text.matches("[A-Za-z./][A-Za-z0-9_./-]*") && !isWord(text)) {
            return text;
        }
        return text.codePoints().allMatch(YamlText::isPlain)
                ? "'" + text.replace("'", "''") + "'"
                : "\"" + escaped(text) + "\"";
    }

    /** YAML 1.1 reads these as no texts. */
    private static boolean isWord(String text) {
        return text.toLowerCase(Locale.ROOT).matches("y|n|yes|no|true|false|on|off|null|none|\\.nan|\\.inf|\\.");
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c < 0x7F || c > 0xA0 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c < 0xD800;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else if (isPlain(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
            }
        });
        return out.toString();
    }
}
