package org.idem.train.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.data.io.MappedFile;
import org.idem.data.pickle.Bytes;
import org.idem.data.pickle.PickleException;
import org.idem.data.pickle.PickleInput;
import org.idem.data.pickle.PickleValues;
import org.idem.data.pickle.PickleValues.Array;
import org.idem.train.checkpoint.ElementType;

/**
 * What {@code paddle.save} writes, {@code .pdparams}: a pickled dictionary of NumPy arrays. Tensors beyond 1 GiB are cut
 * in pieces where the pickle's protocol is below 4, and {@code UnpackBigParamInfor@@} says how they belong together.
 */
final class PaddleFile {
    private static final String PIECES = "UnpackBigParamInfor@@";

    private final MappedFile file;
    private final PickleInput input;

    private PaddleFile(MappedFile file) {
        this.file = file;
        this.input = new PickleInput(file);
    }

    /**
     * The tensors of a file; those of linear layers are [in, out].
     *
     * @throws PickleException if it is broken or wants anything but data
     */
    static List<NamedTensor> tensors(MappedFile file) {
        PaddleFile paddle = new PaddleFile(file);
        Object root = StateDict.unpickle(paddle.input, new StateDictGlobals(paddle.input));
        List<NamedTensor> tensors = StateDict.tensors(
                root, (name, value) -> value instanceof Array array ? paddle.tensor(name, array) : null);
        return root instanceof Map<?, ?> all && all.get(PIECES) instanceof Map<?, ?> pieces
                ? paddle.joinPieces(tensors, pieces)
                : tensors;
    }

    private NamedTensor tensor(String name, Array array) {
        if (array.type() == null || !(array.data() instanceof Bytes bytes) || !bytes.isByteString()) {
            throw new PickleException("Tensor " + name + " has no numbers");
        }
        Storage storage = bytes.isVerbatim()
                ? new Storage.InFile(file, bytes.offset(), bytes.length())
                : new TextStorage(file, bytes);
        long[] shape = StateDictGlobals.integers(array.shape());
        ElementType type = type(name, array.type().code());
        return array.columnsFirst()
                ? NamedTensor.columnMajor(name, storage, type, shape)
                : NamedTensor.rowMajor(name, storage, type, shape);
    }

    /** Paddle has no unsigned numbers of 16 bits: it gives bfloat16 to NumPy under that name. */
    private static ElementType type(String name, String code) {
        return switch (code) {
            case "f8" -> ElementType.F64;
            case "f4" -> ElementType.F32;
            case "f2" -> ElementType.F16;
            case "u2" -> ElementType.BF16;
            case "i8" -> ElementType.I64;
            case "i4" -> ElementType.I32;
            case "i2" -> ElementType.I16;
            case "i1" -> ElementType.I8;
            case "u1" -> ElementType.U8;
            case "b1" -> ElementType.BOOL;
            default -> throw new PickleException("Tensor " + name + " has numbers of type " + code);
        };
    }

    private List<NamedTensor> joinPieces(List<NamedTensor> tensors, Map<?, ?> pieces) {
        Map<String, NamedTensor> all = new LinkedHashMap<>();
        tensors.forEach(tensor -> all.put(tensor.name(), tensor));
        pieces.forEach((name, value) -> {
            List<?> names = value instanceof Map<?, ?> how ? PickleValues.sequence(how.get("slices")) : null;
            if (names == null || names.isEmpty()) {
                throw new PickleException("It does not say which pieces tensor " + name + " has");
            }
            List<NamedTensor> parts = new ArrayList<>();
            for (Object part : names) {
                parts.add(piece(all, input.text(part)));
            }
            long[] shape = StateDictGlobals.integers(((Map<?, ?>) value).get("OriginShape"));
            Storage storage =
                    new Storage.Joined(parts.stream().map(NamedTensor::storage).toList());
            all.put(
                    name.toString(),
                    NamedTensor.rowMajor(name.toString(), storage, parts.get(0).type(), shape));
        });
        return List.copyOf(all.values());
    }

    /** Removes and returns a piece: each belongs to one tensor. */
    private static NamedTensor piece(Map<String, NamedTensor> all, String name) {
        NamedTensor piece = all.remove(name);
        if (piece == null) {
            throw new PickleException("Piece " + name + " of a tensor is missing");
        }
        return piece;
    }
}
