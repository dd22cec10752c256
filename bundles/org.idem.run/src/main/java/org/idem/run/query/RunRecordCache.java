package org.idem.run.query;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.idem.core.AtomicFiles;
import org.idem.core.BoundedFiles;

/**
 * The file in which a table of runs is kept between sessions: {@code [8 bytes "idemruns"][u32 version][u32 CRC-32C of what
 * follows]}, then texts, sets of keys, and runs that refer to them by number. It holds nothing that is not in the runs
 * too: one that is missing, damaged or of another version is passed over.
 */
final class RunRecordCache {
    private static final System.Logger LOG = System.getLogger(RunRecordCache.class.getName());
    private static final byte[] MAGIC = "idemruns".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int HEADER = 16;
    private static final int LARGEST = 1 << 30;

    private RunRecordCache() {}

    private static Path file(Path folder) {
        return folder.resolve(".idem").resolve("runs.cache");
    }

    /** The runs that an earlier session kept; they may be gone or others by now. */
    static List<ListedRun> read(Path folder, SharedConfigs configs) {
        Path file = file(folder);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(BoundedFiles.readAllBytes(file, LARGEST));
            return isWhole(bytes) ? runs(folder, bytes, configs) : List.of();
        } catch (IOException | RuntimeException e) {
            // Whatever is in such a file, the runs are there to be read.
            LOG.log(System.Logger.Level.DEBUG, "passed over: " + file, e);
            return List.of();
        }
    }

    private static boolean isWhole(ByteBuffer bytes) {
        if (bytes.remaining() < HEADER) {
            return false;
        }
        byte[] magic = new byte[MAGIC.length];
        bytes.get(magic);
        if (!java.util.Arrays.equals(magic, MAGIC) || bytes.getInt() != VERSION) {
            return false;
        }
        int expected = bytes.getInt();
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue() == expected;
    }

    private static List<ListedRun> runs(Path folder, ByteBuffer in, SharedConfigs configs) {
        List<String> texts = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            texts.add(configs.shared(text(in)));
        }
        List<SharedConfigs.Keys> keys = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            List<String> names = new ArrayList<>();
            for (int more = in.getInt(); more > 0; more--) {
                names.add(texts.get(in.getInt()));
            }
            keys.add(configs.keys(names));
        }
        RunRecordDecoder decoder = new RunRecordDecoder(folder, in, texts, keys);
        List<ListedRun> runs = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            runs.add(decoder.next());
        }
        return runs;
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Keeps runs. A folder that takes no file is left as it is. */
    static void write(Path folder, List<ListedRun> runs) {
        try {
            byte[] body = body(folder, runs);
            CRC32C crc = new CRC32C();
            crc.update(body);
            ByteBuffer header =
                    ByteBuffer.allocate(HEADER).put(MAGIC).putInt(VERSION).putInt((int) crc.getValue());
            AtomicFiles.write(file(folder), out -> {
                out.write(header.array());
                out.write(body);
            });
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "not kept", e);
        }
    }

    private static byte[] body(Path folder, List<ListedRun> runs) throws IOException {
        Map<String, Integer> texts = new LinkedHashMap<>();
        Map<SharedConfigs.Keys, Integer> keys = new LinkedHashMap<>();
        RunRecordEncoder encoder = new RunRecordEncoder(folder, texts, keys);
        for (ListedRun run : runs) {
            encoder.add(run);
        }
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        DataOutputStream setsOut = new DataOutputStream(sets);
        setsOut.writeInt(keys.size());
        for (SharedConfigs.Keys one : keys.keySet()) {
            setsOut.writeInt(one.names.size());
            for (String name : one.names) {
                setsOut.writeInt(encoder.number(name));
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(all);
        out.writeInt(texts.size());
        for (String text : texts.keySet()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        sets.writeTo(out);
        out.writeInt(runs.size());
        encoder.writeTo(out);
        return all.toByteArray();
    }
}
