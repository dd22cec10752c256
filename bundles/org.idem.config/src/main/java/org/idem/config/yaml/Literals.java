package org.idem.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unquoted value means: YAML 1.1's null, booleans and numbers, and the Python literals that PLSC adds
 * ({@code 5e-4}, {@code (0.9, 0.999)}, {@code 1.0/255.0}). Values are parsed; nothing is ever executed.
 */
public final class Literals {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL", "None");
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
    private static final Pattern RADIX = Pattern.compile("[-+]?0([xX][0-9a-fA-F_]+|[bB][01_]+|o?[0-7_]+)");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?([0-9][0-9_]*(\\.[0-9_]*)?|\\.[0-9][0-9_]*)([eE][-+]?[0-9]{1,4})?");
    private static final int MAX_DEPTH = 8;

    private Literals() {}

    /** Whether the text stands for no value. */
    public static boolean isNull(String text) {
        return NULLS.contains(text);
    }

    /** True or false, or empty when the text is no boolean. */
    public static Optional<Boolean> bool(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return TRUE.contains(lower) || FALSE.contains(lower) ? Optional.of(TRUE.contains(lower)) : Optional.empty();
    }

    /** The number that the text or the quotient in it stands for; never NaN or infinite. */
    public static OptionalDouble number(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return simpleNumber(text.trim());
        }
        OptionalDouble over = simpleNumber(text.substring(0, slash).trim());
        OptionalDouble under = simpleNumber(text.substring(slash + 1).trim());
        if (over.isEmpty() || under.isEmpty() || under.getAsDouble() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(over.getAsDouble() / under.getAsDouble());
    }

    /** Null, Boolean, Integer, Double, List or, when it is none of them, the text itself. */
    public static Object parse(String text) {
        return parse(text.trim(), 0);
    }

    /**
     * The parts of a tuple or list such as {@code (0.9, 0.999)} or {@code ['dist']}, without their quotes; null when
     * the text is neither.
     */
    public static List<String> elements(String text) {
        String trimmed = text.trim();
        boolean tuple = trimmed.startsWith("(") && trimmed.endsWith(")");
        boolean list = trimmed.startsWith("[") && trimmed.endsWith("]");
        if (trimmed.length() < 2 || !(tuple || list)) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        for (String part : splitAtTop(trimmed.substring(1, trimmed.length() - 1))) {
            parts.add(unquote(part));
        }
        return parts;
    }

    private static Object parse(String text, int depth) {
        if (isNull(text)) {
            return null;
        }
        Optional<Boolean> bool = bool(text);
        if (bool.isPresent()) {
            return bool.get();
        }
        OptionalDouble number = number(text);
        if (number.isPresent()) {
            double value = number.getAsDouble();
            boolean integral =
                    !FLOAT.matcher(text).matches() || DECIMAL.matcher(text).matches();
            return integral && value == (int) value && text.indexOf('/') < 0 ? (Object) (int) value : value;
        }
        List<String> elements = depth < MAX_DEPTH ? elements(text) : null;
        if (elements == null) {
            return text;
        }
        List<Object> values = new ArrayList<>();
        for (String element : elements) {
            values.add(parse(element, depth + 1));
        }
        return values;
    }

    private static OptionalDouble simpleNumber(String text) {
        String digits = text.replace("_", "");
        if (DECIMAL.matcher(text).matches() || FLOAT.matcher(text).matches() && !isOctal(text)) {
            double value = Double.parseDouble(digits) + 0.0;
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
        return RADIX.matcher(text).matches() ? inRadix(digits) : OptionalDouble.empty();
    }

    private static boolean isOctal(String text) {
        return RADIX.matcher(text).matches();
    }

    private static OptionalDouble inRadix(String text) {
        boolean negative = text.startsWith("-");
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        int radix =
                switch (Character.toLowerCase(digits.charAt(1))) {
                    case 'x' -> 16;
                    case 'b' -> 2;
                    default -> 8;
                };
        String body = digits.substring(Character.isDigit(digits.charAt(1)) ? 1 : 2);
        if (body.isEmpty() || body.length() > 12) {
            return OptionalDouble.empty();
        }
        long value = Long.parseLong(body, radix);
        return OptionalDouble.of(negative ? -value : value);
    }

    private static List<String> splitAtTop(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).trim());
                start = i + 1;
            }
        }
        String last = text.substring(start).trim();
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }

    private static String unquote(String text) {
        if (text.length() >= 2 && (text.charAt(0) == '\'' || text.charAt(0) == '"')) {
            char last = text.charAt(text.length() - 1);
            return last == text.charAt(0) ? text.substring(1, text.length() - 1) : text;
        }
        return text;
    }
}
