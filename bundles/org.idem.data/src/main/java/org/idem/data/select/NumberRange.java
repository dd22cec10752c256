package org.idem.data.select;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers from one to another, both included.
 *
 * @param from the least
 * @param to the largest
 */
public record NumberRange(long from, long to) {
    /** Every number that is not negative. */
    public static final NumberRange ALL = new NumberRange(0, Long.MAX_VALUE);

    private static final Pattern SPAN = Pattern.compile("(\\d{0,18})\\s*[-–]\\s*(\\d{0,18})");
    private static final Pattern BOUND = Pattern.compile("(<=|>=|<|>|≤|≥)\\s*(\\d{1,18})");
    private static final Pattern ONE = Pattern.compile("\\d{1,18}");

    /**
     * Reads what a user writes: {@code 12}, {@code 10-20}, {@code 10-}, {@code -20}, {@code <20}, {@code >=10}; commas
     * between digits are passed over. An empty text means all.
     *
     * @return empty for anything else
     */
    public static Optional<NumberRange> parse(String text) {
        String plain = text.replace(",", "").strip();
        if (plain.isEmpty()) {
            return Optional.of(ALL);
        }
        if (ONE.matcher(plain).matches()) {
            long number = Long.parseLong(plain);
            return Optional.of(new NumberRange(number, number));
        }
        Matcher span = SPAN.matcher(plain);
        if (span.matches() && !(span.group(1).isEmpty() && span.group(2).isEmpty())) {
            return Optional.of(new NumberRange(number(span.group(1), 0), number(span.group(2), Long.MAX_VALUE)));
        }
        Matcher bound = BOUND.matcher(plain);
        return bound.matches()
                ? Optional.of(bounded(bound.group(1), Long.parseLong(bound.group(2))))
                : Optional.empty();
    }

    private static long number(String digits, long otherwise) {
        return digits.isEmpty() ? otherwise : Long.parseLong(digits);
    }

    private static NumberRange bounded(String sign, long number) {
        return switch (sign) {
            case "<" -> new NumberRange(0, number - 1);
            case "<=", "≤" -> new NumberRange(0, number);
            case ">" -> new NumberRange(number + 1, Long.MAX_VALUE);
            default -> new NumberRange(number, Long.MAX_VALUE);
        };
    }

    /** Whether every number is in it. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** Whether a number is in it. */
    public boolean contains(long number) {
        return number >= from && number <= to;
    }
}
