package org.idem.run.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What may come next in a {@link RunQuery} that is being written: columns that the runs have, values that they have in a
 * column, tags, and the words between conditions. Immutable.
 */
public final class QueryCompletion {
    private static final Pattern VALUE =
            Pattern.compile("([^\\s()=<>!~\"']+)\\s*(?:<=|>=|!=|==|[=<>])\\s*(\"[^\"]*|'[^']*|[^\\s()=<>!~\"']*)$");
    private static final Pattern TAG = Pattern.compile("tag:([^\\s()]*)$");
    private static final Pattern WORD = Pattern.compile("([^\\s()=<>!~\"']*)$");
    private static final Pattern AFTER_CONDITION = Pattern.compile(
            "(?:[=<>~]\\s*(?:\"[^\"]*\"|'[^']*'|[^\\s()=<>!~\"']+)|tag:[^\\s()]+|\\))\\s+[^\\s()=<>!~\"']*$");
    private static final int MOST = 200;
    private static final int MOST_VALUES = 50;
    /** Values are those of so many runs: of ten thousand nobody reads a list. */
    private static final int MOST_LOOKED_AT = 200;

    private static final List<String> STATES =
            List.of("done", "running", "stopped", "failed", "crashed", "starting", "stopping", "stalled");

    private final TreeSet<String> columns = new TreeSet<>(RunColumns.FIXED);
    private final Map<String, TreeSet<String>> values = new TreeMap<>();
    private final TreeSet<String> tags = new TreeSet<>();

    /**
     * A way to go on.
     *
     * @param text what is put in
     * @param start where what it takes the place of begins
     */
    public record Proposal(String text, int start) {}

    /** Knows what some runs have. */
    public QueryCompletion(Collection<RunRecord> runs) {
        values.put("state", new TreeSet<>(STATES));
        Set<Object> known = new HashSet<>();
        int looked = 0;
        for (RunRecord run : runs) {
            tags.addAll(run.labels().tags());
            if (known.add(run.summary().lastMetrics().keySet())) {
                addMetrics(new RunColumns(run));
            }
            Map<String, String> config = run.details().config();
            Object kind = config instanceof SharedConfigs.Shared shared ? shared.keys : config.keySet();
            if (known.add(kind) || looked++ < MOST_LOOKED_AT) {
                config.forEach(this::addConfig);
            }
        }
    }

    private void addMetrics(RunColumns run) {
        for (String metric : run.lastMetrics().keySet()) {
            Stream.of("", ".last", ".best", ".min", ".max").forEach(end -> columns.add(metric + end));
        }
    }

    private void addConfig(String key, String value) {
        columns.add(key);
        TreeSet<String> known = values.computeIfAbsent(key, name -> new TreeSet<>());
        if (known.size() < MOST_VALUES) {
            known.add(value);
        }
    }

    /** Ways to go on with the part of a text before the cursor, the likeliest first. */
    public List<Proposal> at(String before) {
        Matcher tag = TAG.matcher(before);
        if (tag.find()) {
            return fitting(tags, tag.group(1), tag.start(1));
        }
        Matcher value = VALUE.matcher(before);
        if (value.find()) {
            return values(value.group(1), value.group(2), value.start(2));
        }
        Matcher word = WORD.matcher(before);
        boolean any = word.find();
        String typed = any ? word.group(1) : "";
        int start = any ? word.start(1) : before.length();
        if (AFTER_CONDITION.matcher(before).find()) {
            return fitting(List.of("and", "or"), typed, start);
        }
        List<String> words = new ArrayList<>(columns);
        words.addAll(List.of("tag:", "not "));
        return fitting(words, typed, start);
    }

    private List<Proposal> values(String column, String typed, int start) {
        String plain = typed.replaceAll("^[\"']", "");
        List<String> known = new ArrayList<>();
        for (String value : values.getOrDefault(column, new TreeSet<>())) {
            known.add(value.matches("[^\\s()=<>!~\"']+") ? value : "\"" + value.replace("\"", "") + "\"");
        }
        return known.stream()
                .filter(value ->
                        value.replace("\"", "").toLowerCase(Locale.ROOT).startsWith(plain.toLowerCase(Locale.ROOT)))
                .map(value -> new Proposal(value, start))
                .toList();
    }

    /** What begins with what was typed, then what has a part that does. */
    private static List<Proposal> fitting(Collection<String> words, String typed, int start) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        List<Proposal> first = new ArrayList<>();
        List<Proposal> later = new ArrayList<>();
        for (String word : words) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.startsWith(wanted)) {
                first.add(new Proposal(word, start));
            } else if (lower.contains("." + wanted) || lower.contains("/" + wanted) || lower.contains("_" + wanted)) {
                later.add(new Proposal(word, start));
            }
        }
        first.addAll(later);
        return first.size() > MOST ? first.subList(0, MOST) : first;
    }
}
