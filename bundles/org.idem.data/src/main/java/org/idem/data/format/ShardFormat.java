package org.idem.data.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ImageDataset;
import org.idem.data.recordio.RecordIoFile;

/** A folder with several {@code .rec} files as one set, as im2rec writes it in chunks: their labels number the same people. */
final class ShardFormat implements DatasetFormat {
    private static final int LEAST = 2;

    @Override
    public boolean hasImages(Path path) {
        return Files.isDirectory(path) && shards(path).size() >= LEAST;
    }

    /** The files, in the order of their names. */
    static List<Path> shards(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(file -> FileNames.hasEnding(file, ".rec") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    @Override
    public ImageDataset openImages(Path path, OpenOptions options) {
        List<Path> files = shards(path);
        List<RecordIoDataset> shards;
        try {
            shards = files.stream()
                    .map(file -> new RecordIoDataset(RecordIoFile.open(file)))
                    .toList();
        } catch (InputException e) {
            throw noSet(path, files, e.problems().get(0).message());
        }
        if (shards.stream().anyMatch(shard -> shard.layout().ranges().length > 0)) {
            throw noSet(path, files, "each has identities of its own, and nothing tells whether one is in several");
        }
        return new ShardedDataset(path, shards);
    }

    private static InputException noSet(Path folder, List<Path> files, String why) {
        String names = files.stream()
                .limit(5)
                .map(file -> file.getFileName().toString())
                .collect(Collectors.joining(", "));
        return new InputException(Problem.error(
                folder,
                "",
                "It holds " + files.size() + " .rec files and none is named train.rec: " + names
                        + "; they are no set together: " + why,
                "Give one of these files"));
    }
}
