package org.idem.fuzz.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.idem.fuzz.sample.Pickler.Built;
import org.idem.fuzz.sample.Pickler.Call;
import org.idem.fuzz.sample.Pickler.Name;
import org.idem.fuzz.sample.Pickler.Outside;

/** The bytes of files as {@code torch.save} and {@code paddle.save} lay them out. */
public final class Saved {
    /** Of PyTorch: storages in the order of their keys, 0 and on. */
    private final List<byte[]> storages = new ArrayList<>();

    /** fp32 numbers as bytes. */
    public static byte[] bytes(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static Object[] tuple(long... values) {
        return Arrays.stream(values).boxed().toArray();
    }

    private static long[] rowMajor(long... shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape[i];
        }
        return strides;
    }

    /** A tensor of PyTorch with a storage of its own. */
    public Object torch(float[] values, long... shape) {
        return torch("FloatStorage", bytes(values), values.length, 0, shape, rowMajor(shape));
    }

    /** A tensor of PyTorch as a view of a storage. */
    public Object torch(String type, byte[] storage, long size, long offset, long[] shape, long[] strides) {
        storages.add(storage);
        return view(type, storages.size() - 1, size, offset, shape, strides);
    }

    /** Another view of a storage. */
    public Object view(String type, int key, long size, long offset, long[] shape, long[] strides) {
        Object id = new Object[] {"storage", new Name("torch", type), Integer.toString(key), "cpu", size};
        return new Call(
                "torch._utils",
                "_rebuild_tensor_v2",
                new Outside(id),
                offset,
                tuple(shape),
                tuple(strides),
                false,
                new Call("collections", "OrderedDict"));
    }

    /** {@code torch.save} as it is today. */
    public byte[] zip(Object root) {
        return zip(root, ZipEntry.STORED);
    }

    /** The same with its files stored or, as {@code torch.save} never does, deflated. */
    public byte[] zip(Object root, int method) {
        return zip(root, method, "little");
    }

    /** The same in another byte order, with further pickles in folders beside it. */
    public byte[] zip(Object root, int method, String byteOrder, String... alsoPickled) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            entry(out, "archive/data.pkl", Pickler.pickle(2, root), method);
            for (String folder : alsoPickled) {
                entry(out, folder + "/data.pkl", Pickler.pickle(2, root), method);
            }
            entry(out, "archive/byteorder", byteOrder.getBytes(StandardCharsets.US_ASCII), method);
            for (int i = 0; i < storages.size(); i++) {
                entry(out, "archive/data/" + i, storages.get(i), method);
            }
            entry(out, "archive/version", new byte[] {'3', '\n'}, method);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream out, String name, byte[] content, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setCrc(crc.getValue());
            entry.setSize(content.length);
        }
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    /** {@code torch.save} as it was before PyTorch 1.6. */
    public byte[] old(Object root) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] magic = {0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19};
        out.writeBytes(new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10});
        out.writeBytes(magic);
        out.write('.');
        out.writeBytes(Pickler.pickle(2, 1001));
        out.writeBytes(Pickler.pickle(2, Map.of("little_endian", true)));
        out.writeBytes(Pickler.pickle(2, root));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < storages.size(); i++) {
            keys.add(Integer.toString(i));
        }
        out.writeBytes(Pickler.pickle(2, keys));
        for (byte[] storage : storages) {
            ByteBuffer size = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            out.writeBytes(size.putLong(storage.length / 4).array());
            out.writeBytes(storage);
        }
        return out.toByteArray();
    }

    /** A NumPy array as pickles have it. */
    public static Object numpy(String type, byte[] data, boolean columnsFirst, long... shape) {
        Object dtype = new Built(
                new Call("numpy", "dtype", type, false, true), new Object[] {3, "<", null, null, null, -1, -1, 0});
        Object empty = new Call(
                "numpy.core.multiarray", "_reconstruct", new Name("numpy", "ndarray"), tuple(0), new byte[] {'b'});
        return new Built(empty, new Object[] {1, tuple(shape), dtype, columnsFirst, data});
    }

    /** {@code paddle.save} of a state dict with fp32 numbers. */
    public static byte[] paddle(int protocol, Map<String, Object> tensors) {
        Map<String, Object> all = new LinkedHashMap<>(tensors);
        all.put("StructuredToParameterName@@", Map.of("fc.weight", "linear_0.w_0"));
        return Pickler.pickle(protocol, all);
    }

    /** A tensor of PaddlePaddle. */
    public static Object paddleTensor(float[] values, long... shape) {
        return numpy("f4", bytes(values), false, shape);
    }
}
