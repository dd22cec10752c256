package org.idem.train.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.data.pickle.PickleException;
import org.idem.data.pickle.PickleInput;
import org.idem.data.pickle.Unpickler;

/** The tensors of an unpickled state dict, or of a checkpoint that holds state dicts among other things. */
final class StateDict {
    /** A network of thousands of tensors and its optimizer take some hundred thousand. */
    private static final long MAX_OPERATIONS = 1L << 22;

    private final Elements elements;
    private final List<NamedTensor> tensors = new ArrayList<>();
    private long seen;

    /** Recognizes tensors among unpickled values. */
    @FunctionalInterface
    interface Elements {
        /** The tensor that a value is; null if it is something else. */
        NamedTensor tensor(String name, Object value);
    }

    private StateDict(Elements elements) {
        this.elements = elements;
    }

    static Object unpickle(PickleInput input, StateDictGlobals globals) {
        return new Unpickler(input, globals, MAX_OPERATIONS).run();
    }

    /**
     * All tensors of the dictionary and of the dictionaries in it; those get names such as
     * {@code state_dict.fc.weight}. What lies deeper, such as the state of an optimizer, is left out.
     *
     * @throws PickleException if it is no dictionary
     */
    static List<NamedTensor> tensors(Object root, Elements elements) {
        if (!(root instanceof Map<?, ?> all)) {
            throw new PickleException("It holds no dictionary of tensors");
        }
        StateDict dict = new StateDict(elements);
        all.forEach((key, value) -> {
            dict.add(key.toString(), value);
            if (value instanceof Map<?, ?> inner) {
                inner.forEach((name, tensor) -> dict.add(key + "." + name, tensor));
            }
        });
        return dict.tensors;
    }

    /** A short file can name dictionaries within each other over and over, which would have no end. */
    private void add(String name, Object value) {
        if (++seen > MAX_OPERATIONS) {
            throw new PickleException("Dictionaries that hold each other");
        }
        NamedTensor tensor = elements.tensor(name, value);
        if (tensor != null) {
            tensors.add(tensor);
        }
    }
}
