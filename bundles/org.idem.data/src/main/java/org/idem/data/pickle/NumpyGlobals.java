package org.idem.data.pickle;

import java.util.List;
import java.util.Set;
import org.idem.data.pickle.PickleValues.Array;
import org.idem.data.pickle.PickleValues.DType;
import org.idem.data.pickle.PickleValues.Tuple;

/**
 * The names of pickled NumPy data, each replaced by what it does: {@code _codecs.encode}, {@code bytes}, {@code bytearray} and NumPy's
 * constructors of arrays, element types and scalars.
 */
public final class NumpyGlobals implements AllowedGlobals {
    private static final Set<String> NAMES = Set.of(
            "_codecs.encode",
            "builtins.bytes",
            "__builtin__.bytes",
            "builtins.bytearray",
            "__builtin__.bytearray",
            "numpy.ndarray",
            "numpy.dtype",
            "numpy.core.multiarray._reconstruct",
            "numpy._core.multiarray._reconstruct",
            "numpy.core.multiarray.scalar",
            "numpy._core.multiarray.scalar",
            "numpy.core.numeric._frombuffer",
            "numpy._core.numeric._frombuffer");

    private static final Bytes NOTHING = new Bytes(0, 0, Bytes.Form.BYTES, false);

    private final PickleInput input;

    /** For pickles read from there. */
    public NumpyGlobals(PickleInput input) {
        this.input = input;
    }

    @Override
    public boolean knows(String name) {
        return NAMES.contains(name);
    }

    @Override
    public Object call(String name, List<Object> a) {
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "encode":
                return encode(a);
            case "bytes", "bytearray":
                return a.isEmpty() ? NOTHING : byteString(a);
            case "_reconstruct":
                return new Array();
            case "_frombuffer":
                require(a, 2);
                return fromBuffer(a);
            case "dtype":
                require(a, 1);
                return new DType(input.text(a.get(0)));
            case "scalar":
                require(a, 2);
                return scalar(type(a.get(0)), a.get(1));
            default:
                throw new PickleException("It wants to call " + name);
        }
    }

    /** BUILD: the state of an array; that of an element type says only the byte order, which is little-endian here. */
    @Override
    public void build(Object target, Object state) {
        if (target instanceof DType type && state instanceof Tuple order) {
            if (order.items().size() > 1 && isBigEndian(type, order.items().get(1))) {
                throw new PickleException("Big-endian NumPy data");
            }
        } else if (target instanceof Array array && state instanceof Tuple tuple) {
            List<Object> items = tuple.items();
            require(items, 5);
            array.fill(type(items.get(2)), items.get(1), items.get(3).equals(1L), items.get(4));
        } else {
            throw new PickleException("A state for something that has none");
        }
    }

    private boolean isBigEndian(DType type, Object order) {
        return !type.code().endsWith("1")
                && order instanceof Bytes
                && input.text(order).equals(">");
    }

    /** Empty byte strings are calls without arguments in protocol 2. */
    private Object byteString(List<Object> a) {
        return a.size() == 1 && a.get(0) instanceof Bytes bytes && bytes.isByteString() ? bytes : encode(a);
    }

    private Object encode(List<Object> a) {
        require(a, 2);
        String codec = input.text(a.get(1));
        if (!(a.get(0) instanceof Bytes text) || !codec.equals("latin1") && !codec.equals("latin-1")) {
            throw new PickleException("_codecs.encode with " + codec);
        }
        return new Bytes(text.offset(), text.length(), text.form(), true);
    }

    /** Protocol 5: data, element type, shape and, in newer versions, {@code 'F'} where columns come first. */
    private Array fromBuffer(List<Object> a) {
        require(a, 2);
        Array array = new Array();
        boolean columnsFirst = a.size() > 3 && input.text(a.get(3)).equals("F");
        array.fill(type(a.get(1)), a.size() > 2 ? a.get(2) : null, columnsFirst, a.get(0));
        return array;
    }

    private Object scalar(DType type, Object data) {
        if (!(data instanceof Bytes bytes)) {
            throw new PickleException("A NumPy scalar without data");
        }
        return switch (type.code()) {
            case "f4" -> (double) Float.intBitsToFloat((int) input.number(bytes, 0, Float.BYTES));
            case "f8" -> Double.longBitsToDouble(input.number(bytes, 0, Double.BYTES));
            default -> input.number(bytes, 0, type.width());
        };
    }

    private static DType type(Object value) {
        if (value instanceof DType type) {
            return type;
        }
        throw new PickleException("A NumPy array without an element type");
    }

    private static void require(List<Object> arguments, int count) {
        if (arguments.size() < count) {
            throw new PickleException("A call with too few arguments");
        }
    }
}
