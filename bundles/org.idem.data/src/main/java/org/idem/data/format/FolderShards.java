package org.idem.data.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Folders that hold the identities of a set in parts, as WebFace42M's {@code 0_0} to {@code 5_5}. They are told from people
 * with folders for each of their videos or sessions by three things: each is named as a shard with a number, no picture lies
 * in one, and no two hold a folder of the same name.
 */
final class FolderShards {
    private static final Pattern NAME =
            Pattern.compile("(?i)((shard|part|chunk|split|batch|subset|block)[-_ .]?)?[0-9]{1,6}([-_][0-9]{1,6})?");

    private FolderShards() {}

    /**
     * The shards of a folder in the order of their names; none if its folders are identities, which the first of them tells.
     */
    static List<Path> in(Path root) {
        List<Path> shards = new ArrayList<>();
        LongStream.Builder names = LongStream.builder();
        for (Path entry : FolderScan.entries(root)) {
            if (!Files.isDirectory(entry)) {
                continue;
            }
            List<Path> inside = isNamed(entry) ? FolderScan.entries(entry) : List.of();
            if (!isNamed(entry) || inside.stream().anyMatch(ImageFiles::isImage)) {
                return List.of();
            }
            shards.add(entry);
            hashesOfFolders(inside).forEach(names);
        }
        long[] hashes = names.build().toArray();
        return shards.size() > 1 && hashes.length > 0 && areDistinct(hashes) ? shards : List.of();
    }

    private static LongStream hashesOfFolders(List<Path> entries) {
        return entries.stream().filter(Files::isDirectory).mapToLong(FolderShards::hash);
    }

    private static boolean isNamed(Path folder) {
        return NAME.matcher(folder.getFileName().toString()).matches();
    }

    private static boolean areDistinct(long[] names) {
        Arrays.sort(names);
        for (int i = 1; i < names.length; i++) {
            if (names[i] == names[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** FNV-1a of 64 bits: names of millions of identities are compared without being kept. */
    private static long hash(Path entry) {
        long hash = 0xcbf29ce484222325L;
        String name = entry.getFileName().toString();
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
