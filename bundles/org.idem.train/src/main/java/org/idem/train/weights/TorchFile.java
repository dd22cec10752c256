package org.idem.train.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.data.io.MappedFile;
import org.idem.data.pickle.PickleException;
import org.idem.data.pickle.PickleInput;
import org.idem.data.pickle.PickleValues;
import org.idem.train.checkpoint.ElementType;
import org.idem.train.weights.StateDictGlobals.StoredTensor;

/**
 * What {@code torch.save} writes: since PyTorch 1.6 a zip archive of a pickle, {@code data.pkl}, and of the storages of
 * the tensors, {@code data/<key>}; before that four pickles (magic number, version, properties of the machine, object),
 * the list of storage keys, and the storages, each after its number of elements.
 */
final class TorchFile {
    private static final byte[] MAGIC = {
        (byte) 0x80,
        2,
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50,
        0x19,
        '.'
    };

    private static final long VERSION = 1001;
    private static final String PICKLE = "data.pkl";

    private TorchFile() {}

    static boolean isOld(MappedFile file) {
        return file.size() > MAGIC.length && file.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /**
     * The tensors of a file of either form.
     *
     * @throws PickleException if it is broken or wants anything but data
     */
    static List<NamedTensor> tensors(MappedFile file) {
        return isOld(file) ? old(file) : zipped(file);
    }

    private static List<NamedTensor> zipped(MappedFile file) {
        Map<String, Storage.InFile> entries = ZipDirectory.of(file);
        List<String> pickles = entries.keySet().stream()
                .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw new PickleException(
                    "An archive that torch.save did not write: it has " + pickles.size() + " files named " + PICKLE);
        }
        String folder = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
        Storage.InFile order = entries.get(folder + "byteorder");
        if (order != null && !text(order).equals("little")) {
            throw new PickleException("Big-endian numbers");
        }
        Storage.InFile pickle = entries.get(pickles.get(0));
        PickleInput input = new PickleInput(file, pickle.start(), pickle.start() + pickle.size());
        Object root = StateDict.unpickle(input, new StateDictGlobals(input));
        return tensors(root, key -> entries.get(folder + "data/" + key));
    }

    private static String text(Storage.InFile entry) {
        int length = (int) Math.min(entry.size(), 16);
        return StandardCharsets.US_ASCII
                .decode(entry.slice(0, length))
                .toString()
                .strip();
    }

    private static List<NamedTensor> old(MappedFile file) {
        PickleInput input = new PickleInput(file);
        input.skip(MAGIC.length);
        StateDictGlobals globals = new StateDictGlobals(input);
        if (!Long.valueOf(VERSION).equals(StateDict.unpickle(input, globals))) {
            throw new PickleException("An unknown version of PyTorch's old form");
        }
        StateDict.unpickle(input, globals);
        Object root = StateDict.unpickle(input, globals);
        List<?> keys = PickleValues.sequence(StateDict.unpickle(input, globals));
        if (keys == null) {
            throw new PickleException("The list of storages is missing");
        }
        return tensors(root, oldStorages(input, keys, globals.storages())::get);
    }

    /** The storages in the order of the list of keys. */
    private static Map<String, Storage> oldStorages(PickleInput input, List<?> keys, Map<String, ElementType> types) {
        Map<String, Storage> storages = new HashMap<>();
        for (Object item : keys) {
            String key = input.text(item);
            ElementType type = types.get(key);
            if (type == null) {
                throw new PickleException("A storage that no tensor has");
            }
            long values = input.i8();
            if (values < 0 || values > Long.MAX_VALUE >> 3) {
                throw new PickleException("A storage of " + values + " numbers");
            }
            long start = input.position();
            input.skip(values * type.bytes());
            storages.put(key, new Storage.InFile(input.file(), start, input.position() - start));
        }
        return storages;
    }

    private interface Storages {
        Storage get(String key);
    }

    private static List<NamedTensor> tensors(Object root, Storages storages) {
        return StateDict.tensors(root, (name, value) -> {
            if (!(value instanceof StoredTensor tensor)) {
                return null;
            }
            Storage storage = storages.get(tensor.storage());
            if (storage == null || storage.size() / tensor.type().bytes() < tensor.size()) {
                throw new PickleException("The numbers of tensor " + name + " are missing");
            }
            return new NamedTensor(name, storage, tensor.type(), tensor.offset(), tensor.shape(), tensor.strides());
        });
    }
}
