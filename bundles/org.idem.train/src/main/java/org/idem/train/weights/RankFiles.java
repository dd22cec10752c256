package org.idem.train.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files in which every rank saved its share of the class centers: PLSC's {@code <name>_rank<rank>.pdparams} beside
 * {@code <name>.pdparams}, arcface_torch's {@code checkpoint_gpu_<rank>.pt}. Both give equal shares of the identities
 * to rank after rank.
 */
final class RankFiles {
    private static final Pattern PLSC = Pattern.compile("(.*)_rank(\\d{1,6})\\.pdparams");
    private static final Pattern ARCFACE_TORCH = Pattern.compile("(checkpoint_gpu)_(\\d{1,6})\\.pt");

    private RankFiles() {}

    static boolean isShard(Path file) {
        return PLSC.matcher(file.getFileName().toString()).matches();
    }

    /** The files in the order of the ranks; empty where the file stands alone. */
    static List<Path> of(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".pdparams")) {
            return matching(file, PLSC, name.substring(0, name.length() - ".pdparams".length()));
        }
        Matcher matcher = ARCFACE_TORCH.matcher(name);
        return matcher.matches() ? matching(file, ARCFACE_TORCH, matcher.group(1)) : List.of();
    }

    private static List<Path> matching(Path file, Pattern pattern, String stem) {
        TreeMap<Integer, Path> byRank = new TreeMap<>();
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            files.forEach(other -> {
                Matcher matcher = pattern.matcher(other.getFileName().toString());
                if (matcher.matches() && matcher.group(1).equals(stem)) {
                    byRank.put(Integer.parseInt(matcher.group(2)), other);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the folder of " + file, e);
        }
        for (int rank = 0; rank < byRank.size(); rank++) {
            if (!byRank.containsKey(rank)) {
                throw Weights.unreadable(file, "the class centers of worker " + rank + " are missing beside it");
            }
        }
        return new ArrayList<>(byRank.values());
    }
}
