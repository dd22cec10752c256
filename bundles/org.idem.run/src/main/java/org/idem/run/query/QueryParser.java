package org.idem.run.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** Reads a {@link RunQuery}: {@code or} binds least, then {@code and}, then {@code not}. */
final class QueryParser {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(<=|>=|!=|==|[=<>~()])|\"([^\"]*)\"|'([^']*)'|([^\\s()=<>!~\"']+))");
    private static final int DEEPEST = 100;
    private static final String TAG = "tag:";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int depth;

    /**
     * A piece of the text.
     *
     * @param symbol whether it is an operator or a bracket
     * @param quoted whether it stood in quotes, so that it is no keyword
     * @param at its place in the text, from 0
     */
    private record Token(String text, boolean symbol, boolean quoted, int at) {
        boolean is(String word) {
            return !quoted && text.equalsIgnoreCase(word);
        }
    }

    QueryParser(String text) {
        this.text = text;
    }

    RunQuery parse() {
        split();
        RunQuery query = or();
        if (next < tokens.size()) {
            throw wrong(
                    "\"" + tokens.get(next).text() + "\" was not expected",
                    tokens.get(next).at());
        }
        return query;
    }

    private void split() {
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (!text.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw wrong("\"" + text.substring(at).strip() + "\" is not understood", at);
            }
            String symbol = matcher.group(1);
            String quoted = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            String content = symbol != null ? symbol : quoted != null ? quoted : matcher.group(4);
            int start = at
                    + matcher.group().length()
                    - matcher.group().stripLeading().length();
            tokens.add(new Token(content, symbol != null, quoted != null, start));
            at = matcher.end();
        }
    }

    private RunQuery or() {
        List<RunQuery> parts = chain("or", this::and);
        return parts.size() == 1 ? parts.get(0) : new RunQuery.Or(parts);
    }

    private RunQuery and() {
        List<RunQuery> parts = chain("and", this::not);
        return parts.size() == 1 ? parts.get(0) : new RunQuery.And(parts);
    }

    private List<RunQuery> chain(String word, Supplier<RunQuery> part) {
        List<RunQuery> parts = new ArrayList<>(List.of(part.get()));
        while (accept(word)) {
            parts.add(part.get());
        }
        return parts;
    }

    private RunQuery not() {
        if (++depth > DEEPEST) {
            throw wrong("It is nested too deeply", place());
        }
        try {
            return accept("not") ? new RunQuery.Not(not()) : condition();
        } finally {
            depth--;
        }
    }

    private RunQuery condition() {
        if (accept("(")) {
            RunQuery inner = or();
            if (!accept(")")) {
                throw wrong("A bracket is not closed", place());
            }
            return inner;
        }
        String column = word("a column, a tag or \"(\"");
        if (column.startsWith(TAG) && column.length() > TAG.length()) {
            return new RunQuery.HasTag(column.substring(TAG.length()));
        }
        return comparison(column);
    }

    private RunQuery comparison(String column) {
        if (next == tokens.size()
                || !tokens.get(next).symbol()
                || tokens.get(next).is("(")
                || tokens.get(next).is(")")) {
            throw wrong("After the column \"" + column + "\" there is no = != < <= > >= or ~", place());
        }
        String operator = tokens.get(next++).text();
        int at = place();
        String value = word("a value");
        if (!operator.equals("~")) {
            return new RunQuery.Comparison(column, operator.equals("==") ? "=" : operator, value);
        }
        try {
            return new RunQuery.Match(column, Pattern.compile(value, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException e) {
            throw wrong("\"" + value + "\" is no regular expression: " + e.getDescription(), at);
        }
    }

    private String word(String expected) {
        if (next == tokens.size() || tokens.get(next).symbol()) {
            throw wrong("Expected " + expected, place());
        }
        return tokens.get(next++).text();
    }

    private boolean accept(String word) {
        boolean there = next < tokens.size() && tokens.get(next).is(word);
        next += there ? 1 : 0;
        return there;
    }

    private int place() {
        return next < tokens.size() ? tokens.get(next).at() : text.length();
    }

    private InputException wrong(String message, int at) {
        return new InputException(new Problem(
                Problem.Severity.ERROR,
                null,
                0,
                0,
                "--where",
                message + " (character " + (at + 1) + " of \"" + text + "\")",
                "for example: lr<0.1 and loss.last<5 and not tag:old"));
    }
}
