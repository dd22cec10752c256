package org.idem.data.pickle;

import java.util.List;

/** What a pickle may hold besides numbers, lists, dictionaries and {@link Bytes}. */
public final class PickleValues {
    private PickleValues() {}

    /** Python's {@code None}. */
    public enum None {
        INSTANCE
    }

    /** A tuple. */
    public record Tuple(List<Object> items) {}

    /** The items of a list, a tuple or an array of objects; null for anything else. */
    public static List<?> sequence(Object value) {
        if (value instanceof Tuple tuple) {
            return tuple.items();
        }
        Object data = value instanceof Array array ? array.data() : value;
        return data instanceof List<?> list ? list : null;
    }

    /** A named callable or class; one that the {@link AllowedGlobals} knows. */
    public record Global(String name) {}

    /** A NumPy element type such as {@code u1}, {@code b1}, {@code i8}, {@code O8}. */
    public record DType(String code) {}

    /** A NumPy array; its content comes by BUILD. */
    public static final class Array {
        private DType type;
        private Object shape;
        private boolean columnsFirst;
        private Object data;

        void fill(DType newType, Object newShape, boolean newColumnsFirst, Object newData) {
            this.type = newType;
            this.shape = newShape;
            this.columnsFirst = newColumnsFirst;
            this.data = newData;
        }

        /** Element type; null if the pickle gave the array no state. */
        public DType type() {
            return type;
        }

        /** A tuple of lengths, as the pickle has it. */
        public Object shape() {
            return shape;
        }

        /** Whether the first index runs fastest, as in Fortran. */
        public boolean columnsFirst() {
            return columnsFirst;
        }

        /** {@link Bytes}, or the list of an array of objects. */
        public Object data() {
            return data;
        }
    }
}
