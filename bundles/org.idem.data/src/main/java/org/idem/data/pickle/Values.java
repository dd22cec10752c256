package org.idem.data.pickle;

import java.util.List;

/** What a pickle of a verification set may hold besides numbers and {@link Bytes}. */
final class Values {
    private Values() {}

    /** Python's {@code None}. */
    enum None {
        INSTANCE
    }

    /** A tuple. */
    record Tuple(List<Object> items) {}

    /** The items of a list, a tuple or an array of objects; null for anything else. */
    static List<?> sequence(Object value) {
        if (value instanceof Tuple tuple) {
            return tuple.items();
        }
        Object data = value instanceof Array array ? array.data() : value;
        return data instanceof List<?> list ? list : null;
    }

    /** A named callable or class; one of the few that are known. */
    record Global(String name) {}

    /** A NumPy element type such as {@code u1}, {@code b1}, {@code i8}, {@code O8}. */
    record DType(String code) {}

    /** A NumPy array; its content comes by BUILD. */
    static final class Array {
        private DType type;
        private Object data;

        Array() {}

        Array(DType type, Object data) {
            this.type = type;
            this.data = data;
        }

        void fill(DType newType, Object newData) {
            this.type = newType;
            this.data = newData;
        }

        DType type() {
            return type;
        }

        Object data() {
            return data;
        }
    }
}
