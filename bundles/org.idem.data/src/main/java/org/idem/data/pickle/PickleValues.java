package org.idem.data.pickle;

import java.util.List;

/** What a pickle may hold besides numbers, lists, dictionaries and {@link Bytes}. */
public final class PickleValues {
    private PickleValues() {}

    /** Python's {@code None}. */
    public enum None {
        /** The only one. */
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
    public record DType(String code) {

        /**
         * Bytes of an element of the integer and boolean types.
         *
         * @throws PickleException for other types
         */
        public int width() {
            return switch (code) {
                case "b1", "u1", "i1", "?", "|b1", "|u1", "|i1" -> 1;
                case "u2", "i2" -> 2;
                case "u4", "i4" -> 4;
                case "u8", "i8" -> 8;
                default -> throw new PickleException("NumPy values of type " + code);
            };
        }
    }

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

        /**
         * Bytes of an element of an array of integers or booleans.
         *
         * @throws PickleException for other arrays, and for one without a type
         */
        public int elementWidth() {
            if (type == null) {
                throw new PickleException("A NumPy array without an element type");
            }
            return type.width();
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
