package org.idem.ui.widgets;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A time in which the UI thread handled no other events.
 *
 * @param wall how long it was, as a user felt it
 * @param processor what of it the UI thread itself computed; the rest it waited, for a lock, a disk or a processor
 * @param stacks what it was doing, looked at in even intervals, the innermost frame first; empty where the stall was shorter
 */
public record Stall(Duration wall, Duration processor, List<List<StackTraceElement>> stacks) {
    /** A call that fewer of the looks met is not told. */
    private static final double LEAST_SHARE = 0.08;

    /** Times, and below them the calls from the outermost that is not common to all looks, each with the number of its looks. */
    public String describe() {
        StringBuilder text = new StringBuilder("The window stood still for " + wall.toMillis() + " ms, of which "
                + processor.toMillis() + " ms were computed on the UI thread");
        append(text, stacks, 0, "\n  ");
        return text.toString();
    }

    private void append(StringBuilder text, List<List<StackTraceElement>> some, int depth, String indent) {
        Map<StackTraceElement, List<List<StackTraceElement>>> calls = some.stream()
                .filter(stack -> depth < stack.size())
                .collect(Collectors.groupingBy(
                        stack -> stack.get(stack.size() - 1 - depth), LinkedHashMap::new, Collectors.toList()));
        boolean isCommon = calls.size() == 1 && some.size() == stacks.size();
        calls.entrySet().stream()
                .filter(call -> call.getValue().size() >= LEAST_SHARE * stacks.size())
                .sorted(Comparator.comparingInt(call -> -call.getValue().size()))
                .forEach(call -> {
                    if (!isCommon) {
                        text.append(indent)
                                .append(call.getValue().size())
                                .append(" at ")
                                .append(call.getKey());
                    }
                    boolean isAlone = isCommon || call.getValue().size() == some.size();
                    append(text, call.getValue(), depth + 1, isAlone ? indent : indent + "  ");
                });
    }
}
