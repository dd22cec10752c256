package org.idem.run.query;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the configurations of many runs in little room: equal keys and equal values are held once. The maps that it
 * returns cannot be changed. Not thread-safe.
 */
final class SharedConfigs {
    private final Map<List<String>, Keys> known = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();

    /** The keys of some configurations, in their order. */
    static final class Keys {
        final List<String> names;
        final Map<String, Integer> index = new HashMap<>();

        Keys(List<String> names) {
            this.names = names;
            for (int i = 0; i < names.size(); i++) {
                index.put(names.get(i), i);
            }
        }
    }

    /** A configuration of shared keys and values. */
    static final class Shared extends AbstractMap<String, String> {
        final Keys keys;
        final String[] values;

        Shared(Keys keys, String[] values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        public String get(Object key) {
            Integer index = keys.index.get(key);
            return index == null ? null : values[index];
        }

        @Override
        public boolean containsKey(Object key) {
            return keys.index.containsKey(key);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shared shared && shared.values == values && shared.keys == keys
                    || super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public int size() {
                    return values.length;
                }

                @Override
                public Iterator<Entry<String, String>> iterator() {
                    return entries();
                }
            };
        }

        private Iterator<Entry<String, String>> entries() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < values.length;
                }

                @Override
                public Entry<String, String> next() {
                    Entry<String, String> entry = Map.entry(keys.names.get(next), values[next]);
                    next++;
                    return entry;
                }
            };
        }
    }

    Keys keys(List<String> names) {
        Keys keys = known.get(names);
        if (keys == null) {
            keys = new Keys(names.stream().map(this::shared).toList());
            known.put(keys.names, keys);
        }
        return keys;
    }

    String shared(String text) {
        String before = values.putIfAbsent(text, text);
        return before == null ? text : before;
    }

    Shared share(Map<String, String> config) {
        if (config instanceof Shared shared) {
            return shared;
        }
        Keys keys = keys(new ArrayList<>(config.keySet()));
        String[] own = new String[config.size()];
        int i = 0;
        for (String value : config.values()) {
            own[i++] = shared(value);
        }
        return new Shared(keys, own);
    }
}
