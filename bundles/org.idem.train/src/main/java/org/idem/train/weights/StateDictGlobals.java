package org.idem.train.weights;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.data.pickle.AllowedGlobals;
import org.idem.data.pickle.NumpyGlobals;
import org.idem.data.pickle.PickleException;
import org.idem.data.pickle.PickleInput;
import org.idem.data.pickle.PickleValues;
import org.idem.data.pickle.PickleValues.Global;
import org.idem.data.pickle.PickleValues.None;
import org.idem.data.pickle.PickleValues.Tuple;
import org.idem.train.checkpoint.ElementType;

/**
 * The names in a pickled state dict: NumPy's, dictionaries and sets, and PyTorch's tensors and parameters, which become
 * {@link StoredTensor}s. A pickled model object, which would need its class, is refused by that class's name.
 */
final class StateDictGlobals implements AllowedGlobals {
    private static final Map<String, ElementType> STORAGES = Map.of(
            "torch.DoubleStorage", ElementType.F64,
            "torch.FloatStorage", ElementType.F32,
            "torch.HalfStorage", ElementType.F16,
            "torch.BFloat16Storage", ElementType.BF16,
            "torch.LongStorage", ElementType.I64,
            "torch.IntStorage", ElementType.I32,
            "torch.ShortStorage", ElementType.I16,
            "torch.CharStorage", ElementType.I8,
            "torch.ByteStorage", ElementType.U8,
            "torch.BoolStorage", ElementType.BOOL);

    private static final Set<String> CALLS = Set.of(
            "collections.OrderedDict",
            "builtins.set",
            "__builtin__.set",
            "torch.Size",
            "torch._utils._rebuild_tensor",
            "torch._utils._rebuild_tensor_v2",
            "torch._utils._rebuild_parameter",
            "torch._utils._rebuild_parameter_with_state");

    private final PickleInput input;
    private final NumpyGlobals numpy;
    private final Map<String, ElementType> storages = new HashMap<>();

    /**
     * A tensor of PyTorch, as the pickle describes it.
     *
     * @param storage the name of its storage
     * @param type of its values
     * @param size of the storage in values
     * @param offset of the first number in it
     * @param shape lengths of the dimensions
     * @param strides distances in values
     */
    record StoredTensor(String storage, ElementType type, long size, long offset, long[] shape, long[] strides) {}

    private record StorageId(String key, ElementType type, long size) {}

    StateDictGlobals(PickleInput input) {
        this.input = input;
        this.numpy = new NumpyGlobals(input);
    }

    @Override
    public boolean knows(String name) {
        return CALLS.contains(name) || STORAGES.containsKey(name) || numpy.knows(name);
    }

    @Override
    public Object call(String name, List<Object> arguments) {
        return switch (name) {
            case "collections.OrderedDict" -> dictionary(arguments);
            case "builtins.set", "__builtin__.set", "torch.Size" -> argument(arguments, 0);
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> tensor(arguments);
            case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" -> argument(
                    arguments, 0);
            default -> numpy.call(name, arguments);
        };
    }

    /** Empty, or from a list of pairs, as Python 2 writes it. */
    private Object dictionary(List<Object> arguments) {
        Map<Object, Object> made = new LinkedHashMap<>();
        if (!arguments.isEmpty()) {
            if (!(arguments.get(0) instanceof List<?> pairs)) {
                throw new PickleException("A dictionary from something that is no list");
            }
            for (Object pair : pairs) {
                List<?> both = PickleValues.sequence(pair);
                if (both == null || both.size() != 2) {
                    throw new PickleException("A dictionary from something that is no pair");
                }
                made.put(input.key(both.get(0)), both.get(1));
            }
        }
        return made;
    }

    private static Object argument(List<Object> arguments, int index) {
        if (index >= arguments.size()) {
            throw new PickleException("A call with too few arguments");
        }
        return arguments.get(index);
    }

    private static StoredTensor tensor(List<Object> a) {
        if (argument(a, 0) instanceof StorageId id && argument(a, 1) instanceof Long offset) {
            return new StoredTensor(
                    id.key(), id.type(), id.size(), offset, integers(argument(a, 2)), integers(argument(a, 3)));
        }
        throw new PickleException("A tensor without storage");
    }

    /** The integers of a tuple, such as a shape. */
    static long[] integers(Object tuple) {
        if (tuple instanceof Tuple all && all.items().stream().allMatch(Long.class::isInstance)) {
            return all.items().stream().mapToLong(Long.class::cast).toArray();
        }
        throw new PickleException("A shape that is no tuple of whole numbers");
    }

    /** {@code ('storage', class, key, device, size)}, in old files with the storage that this one is a part of. */
    @Override
    public Object persistent(Object id) {
        List<Object> parts = id instanceof Tuple tuple ? tuple.items() : List.of();
        if (parts.size() < 5
                || !input.text(parts.get(0)).equals("storage")
                || !(parts.get(1) instanceof Global type && STORAGES.containsKey(type.name()))
                || !(parts.get(4) instanceof Long size)) {
            throw new PickleException("It refers to something that is no storage of numbers");
        }
        if (parts.size() > 5 && parts.get(5) != None.INSTANCE) {
            throw new PickleException("A storage that is a part of another, as before PyTorch 0.4");
        }
        String key = input.text(parts.get(2));
        ElementType elementType = STORAGES.get(type.name());
        storages.putIfAbsent(key, elementType);
        return new StorageId(key, elementType, size);
    }

    /** The storages that were referred to, with the types of their values. */
    Map<String, ElementType> storages() {
        return Map.copyOf(storages);
    }

    /** Dictionaries have attributes, such as the versions of a network's layers, that nothing here needs. */
    @Override
    public void build(Object target, Object state) {
        if (!(target instanceof Map)) {
            numpy.build(target, state);
        }
    }
}
