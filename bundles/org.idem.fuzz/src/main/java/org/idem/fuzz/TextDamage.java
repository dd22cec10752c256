package org.idem.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What happens to texts: YAML, JSON, lists, and the names and numbers that stand as text in other files. */
final class TextDamage {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern VALUE = Pattern.compile("(?<=[:=,\\t])[^\\n,:=\\t]{1,40}");
    private static final int MOST_PLACES = 1000;
    private static final int DEEP = 20_000;
    private static final int LONG_WORD = 200_000;

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1e999",
            "-0.0",
            "NaN",
            "2147483648",
            "99999999999999999999",
            "0x7fffffff",
            "9".repeat(400),
            "1_000",
            "٣");

    private static final List<String> VALUES = List.of(
            "null",
            "[]",
            "{}",
            "\"\"",
            " ",
            "true",
            "[[[[",
            "*a",
            "&a [*a, *a]",
            "{<<: *a}",
            "!!python/object:os.system",
            "\"\\u0000\"",
            "../../../etc/passwd",
            "/dev/zero",
            "[1, [2, {a: [3]}]]",
            "+1000000000-12-31T23:59:59Z",
            "\"" + "x".repeat(LONG_WORD) + "\"");

    private static final List<String> MARKS = List.of(
            "\t", "\0", "\n", "\r", "{", "}", "[", "]", ":", ",", "\"", "'", "#", "\u001b[2J", "---\n", "%", "\\");

    /** UTF-8 that is none: a lone continuation, a cut character, an overlong slash. */
    private static final List<String> NO_UTF8 = List.of("\u00ff\u00fe", "\u0080", "\u00e4\u00b8", "\u00c0\u00af");

    private TextDamage() {}

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String one(List<String> several, Random random) {
        return new String(
                several.get(random.nextInt(several.size())).getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
    }

    private static byte[] replaced(byte[] bytes, Pattern pattern, String by, Random random) {
        String text = text(bytes);
        List<MatchResult> found =
                pattern.matcher(text).results().limit(MOST_PLACES).toList();
        if (found.isEmpty()) {
            return bytes;
        }
        MatchResult place = found.get(random.nextInt(found.size()));
        return bytes(text.substring(0, place.start()) + by + text.substring(place.end()));
    }

    static byte[] withOtherValue(byte[] bytes, Random random) {
        return replaced(bytes, VALUE, one(VALUES, random), random);
    }

    static byte[] withOtherNumber(byte[] bytes, Random random) {
        return replaced(bytes, NUMBER, one(NUMBERS, random), random);
    }

    static byte[] withMark(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        byte[] mark =
                random.nextInt(3) == 0 ? bytes(NO_UTF8.get(random.nextInt(NO_UTF8.size()))) : bytes(one(MARKS, random));
        return BinaryDamage.spliced(bytes, at, at, mark);
    }

    /** Lines twice, in another order, or with ends of another system. */
    static byte[] withOtherLines(byte[] bytes, Random random) {
        List<String> lines = new ArrayList<>(List.of(text(bytes).split("\n", -1)));
        switch (random.nextInt(3)) {
            case 0 -> lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
            case 1 -> Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
            default -> lines.replaceAll(line -> line + "\r");
        }
        return bytes(String.join("\n", lines));
    }

    static byte[] nested(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        String opening = one(List.of("[", "{\"a\":", "- ", "{a: ", "]", "("), random);
        return BinaryDamage.spliced(bytes, at, at, bytes(opening.repeat(1 + random.nextInt(DEEP))));
    }

    /** The whole text in an encoding that is not expected, or behind a mark of one. */
    static byte[] encoded(byte[] bytes, Random random) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return switch (random.nextInt(4)) {
            case 0 -> inUtf16(text, StandardCharsets.UTF_16LE);
            case 1 -> inUtf16(text, StandardCharsets.UTF_16BE);
            case 2 -> BinaryDamage.spliced(bytes, 0, 0, "\uFEFF".getBytes(StandardCharsets.UTF_8));
            default -> text.getBytes(StandardCharsets.UTF_16LE);
        };
    }

    private static byte[] inUtf16(String text, Charset order) {
        return ("\uFEFF" + text).getBytes(order);
    }
}
