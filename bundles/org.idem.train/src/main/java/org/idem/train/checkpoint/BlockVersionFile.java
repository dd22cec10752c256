package org.idem.train.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.idem.core.BoundedFiles;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.ClassBlocks;
import org.idem.train.centers.DiskVersion;
import org.idem.train.centers.RowLayout;
import org.idem.train.centers.disk.BlockVersions;

/**
 * The file {@code centers-<first>-<end>.blocks}: a 64-bit length, a JSON header that says how rows stand in which file,
 * then place and checksum of each block, all little-endian. The file of the rows is named as seen from the checkpoint, so
 * that a run can be moved as a whole.
 */
final class BlockVersionFile {
    private static final int BLOCKS_AT_ONCE = 1 << 13;
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int LONGEST_CENTER = 1 << 16;
    /** Of as many identities as a label can number. */
    private static final int LONGEST = 1 << 30;

    private BlockVersionFile() {}

    /** Writes a version, in a checkpoint that stands in its place or beside it. */
    static void write(DiskVersion version, Path file) {
        ObjectNode header = new ObjectMapper().createObjectNode();
        header.put(
                "rows",
                relative(version.file(), file.toAbsolutePath().normalize().getParent()));
        header.put("first", version.shard().start());
        header.put("count", version.shard().count());
        header.put("classes", version.shard().classes());
        header.put("dim", version.layout().dim());
        header.put("format", version.layout().format().name().toLowerCase(Locale.ROOT));
        EnumSet.copyOf(version.layout().fields())
                .forEach(field -> header.withArray("fields").add(field.key()));
        header.put("seed", version.seed());
        header.put("initial_seed", version.initialSeed());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            byte[] json = new ObjectMapper().writeValueAsBytes(header);
            out.write(buffer(Long.BYTES).putLong(json.length).array());
            out.write(json);
            BlockVersions blocks = version.blocks();
            for (int from = 0; from < blocks.blocks(); from += BLOCKS_AT_ONCE) {
                int count = Math.min(BLOCKS_AT_ONCE, blocks.blocks() - from);
                ByteBuffer entries = buffer(count * BlockVersions.ENTRY_BYTES);
                blocks.format(from, count, entries);
                out.write(entries.array());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Runs are moved as a whole; what lies outside of the run stays where it is. */
    private static String relative(Path rows, Path checkpoint) {
        Path run = checkpoint.getParent().getParent();
        Path absolute = rows.toAbsolutePath().normalize();
        return absolute.startsWith(run) ? checkpoint.relativize(absolute).toString() : absolute.toString();
    }

    /**
     * Reads a version.
     *
     * @throws org.idem.core.InputException if it is none that could be
     */
    static DiskVersion read(Path file) {
        try {
            ByteBuffer bytes =
                    ByteBuffer.wrap(BoundedFiles.readAllBytes(file, LONGEST)).order(ByteOrder.LITTLE_ENDIAN);
            long length = bytes.remaining() < Long.BYTES ? -1 : bytes.getLong();
            if (length < 2 || length > Math.min(LONGEST_HEADER, bytes.remaining())) {
                throw new IOException("its header cannot have " + length + " bytes");
            }
            byte[] json = new byte[(int) length];
            bytes.get(json);
            return parse(new ObjectMapper().readTree(json), bytes, file);
        } catch (IOException | IllegalArgumentException e) {
            throw Manifest.damaged(file, e.getMessage());
        }
    }

    private static DiskVersion parse(JsonNode header, ByteBuffer entries, Path file) throws IOException {
        ClassShard shard = new ClassShard(
                header.path("first").asInt(-1),
                header.path("count").asInt(-1),
                header.path("classes").asInt(-1));
        boolean possible = shard.start() >= 0 && shard.count() > 0 && shard.count() <= shard.classes() - shard.start();
        int dim = header.path("dim").asInt();
        if (!possible || dim < 1 || dim > LONGEST_CENTER) {
            throw new IOException("it is of impossible class centers");
        }
        long seed = header.path("seed").asLong();
        int blocks = new ClassBlocks(shard.count(), seed).count();
        if (entries.remaining() != (long) blocks * BlockVersions.ENTRY_BYTES) {
            throw new IOException("it does not name each of " + blocks + " blocks");
        }
        RowLayout layout = new RowLayout(
                dim,
                CenterFormat.valueOf(header.path("format").asText().toUpperCase(Locale.ROOT)),
                fields(header.path("fields")));
        Path rows = file.toAbsolutePath()
                .getParent()
                .resolve(header.path("rows").asText())
                .normalize();
        BoundedFiles.requireRegular(rows);
        return new DiskVersion(
                rows, shard, layout, seed, header.path("initial_seed").asLong(), BlockVersions.parse(entries));
    }

    private static Set<CenterField> fields(JsonNode names) throws IOException {
        Set<String> wanted = new HashSet<>();
        names.forEach(name -> wanted.add(name.asText()));
        Set<CenterField> fields = Arrays.stream(CenterField.values())
                .filter(field -> wanted.contains(field.key()))
                .collect(Collectors.toSet());
        if (!fields.containsAll(CenterField.forOptimizer(false))) {
            throw new IOException("it has no centers or no momentum");
        }
        return fields;
    }
}
