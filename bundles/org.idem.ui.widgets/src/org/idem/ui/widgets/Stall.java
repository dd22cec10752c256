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
    /** Of the calls that all looks have in common only the innermost are told. */
    private static final int COMMON_CALLS = 12;

    /** Times, and below them the calls, each with the number of looks that met it. */
    public String describe() {
        StringBuilder text = new StringBuilder("The window stood still for " + wall.toMillis() + " ms, of which "
                + processor.toMillis() + " ms were computed on the UI thread");
        if (!stacks.isEmpty()) {
            append(text, stacks, Math.max(0, commonCalls() - COMMON_CALLS), "\n  ");
        }
        return text.toString();
    }

    private int commonCalls() {
        List<StackTraceElement> one = stacks.get(0);
        for (int depth = 0; depth < one.size(); depth++) {
            int at = depth;
            StackTraceElement call = call(one, at);
            if (!stacks.stream()
                    .allMatch(stack -> at < stack.size() && call(stack, at).equals(call))) {
                return depth;
            }
        }
        return one.size();
    }

    /** The outermost is 0. */
    private static StackTraceElement call(List<StackTraceElement> stack, int depth) {
        return stack.get(stack.size() - 1 - depth);
    }

    private void append(StringBuilder text, List<List<StackTraceElement>> some, int depth, String indent) {
        Map<StackTraceElement, List<List<StackTraceElement>>> calls = some.stream()
                .filter(stack -> depth < stack.size())
                .collect(Collectors.groupingBy(stack -> call(stack, depth), LinkedHashMap::new, Collectors.toList()));
        calls.entrySet().stream()
                .filter(call -> call.getValue().size() >= LEAST_SHARE * stacks.size())
                .sorted(Comparator.comparingInt(call -> -call.getValue().size()))
                .forEach(call -> {
                    int looks = call.getValue().size();
                    text.append(indent).append(looks).append(" at ").append(call.getKey());
                    append(text, call.getValue(), depth + 1, looks == some.size() ? indent : indent + "  ");
                });
    }
}
