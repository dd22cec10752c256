package org.idem.data.pickle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pickle machine's stack, marks and memo: plain lists, so that nesting costs heap and never the call stack. */
final class PickleStack {
    private final ArrayList<Object> items = new ArrayList<>();
    private final ArrayList<Integer> marks = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();

    void push(Object value) {
        items.add(value);
    }

    Object pop() {
        if (items.size() <= floor()) {
            throw new PickleException("The stack is empty");
        }
        return items.remove(items.size() - 1);
    }

    Object peek() {
        if (items.size() <= floor()) {
            throw new PickleException("The stack is empty");
        }
        return items.get(items.size() - 1);
    }

    void mark() {
        marks.add(items.size());
    }

    /** Everything above the last mark, which goes away. */
    List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw new PickleException("There is no mark");
        }
        List<Object> top = items.subList(marks.remove(marks.size() - 1), items.size());
        List<Object> copy = new ArrayList<>(top);
        top.clear();
        return copy;
    }

    List<Object> pop(int count) {
        if (items.size() - floor() < count) {
            throw new PickleException("The stack is too short");
        }
        List<Object> top = items.subList(items.size() - count, items.size());
        List<Object> copy = new ArrayList<>(top);
        top.clear();
        return copy;
    }

    void put(long key) {
        memo.put(key, peek());
    }

    /** Number of remembered values. */
    int memoized() {
        return memo.size();
    }

    Object get(long key) {
        Object value = memo.get(key);
        if (value == null) {
            throw new PickleException("Nothing is remembered as " + key);
        }
        return value;
    }

    private int floor() {
        return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    }
}
