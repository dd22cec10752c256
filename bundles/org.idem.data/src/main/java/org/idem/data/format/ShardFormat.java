package org.idem.data.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ImageDataset;

/**
 * One set in several pieces, whose labels number the same people: a folder with several {@code .rec} files, as im2rec
 * writes them in chunks, or a folder whose folders each hold a {@code .rec} or a {@code label.txt}.
 */
final class ShardFormat implements DatasetFormat {
    private static final int LEAST = 2;

    @Override
    public boolean hasImages(Path path) {
        return Files.isDirectory(path) && shards(path).size() >= LEAST;
    }

    /** The pieces, in the order of their names; none if the folder is no set of this form. */
    private static List<Path> shards(Path folder) {
        List<Path> records = SetFolder.records(folder);
        return records.isEmpty() ? setsOfFolders(folder) : records;
    }

    /** The first folder without a set ends the search, so that a folder of people costs no more than its listing. */
    private static List<Path> setsOfFolders(Path folder) {
        List<Path> sets = new ArrayList<>();
        for (Path entry : FolderScan.entries(folder)) {
            if (Files.isDirectory(entry)) {
                Optional<Path> set = SetFolder.setIn(entry);
                if (set.isEmpty()) {
                    return List.of();
                }
                sets.add(set.get());
            }
        }
        return sets;
    }

    @Override
    public ImageDataset openImages(Path path, OpenOptions options) {
        List<Path> files = shards(path);
        List<ImageDataset> opened = new ArrayList<>();
        try {
            for (Path file : files) {
                ImageDataset shard = Datasets.openPart(file, options);
                opened.add(shard instanceof RecordIoDataset records ? records.asShard() : shard);
            }
            String contradiction = contradiction(opened);
            if (!contradiction.isEmpty()) {
                throw noSet(path, files, contradiction);
            }
            return new ShardedDataset(path, opened);
        } catch (InputException e) {
            close(opened);
            throw opened.size() == files.size() ? e : noSet(path, files, e.getMessage());
        }
    }

    /**
     * Why the labels do not number the same people; empty if they do. A record file with identity records has all images of
     * these people: the next one's begin where they end.
     */
    private static String contradiction(List<ImageDataset> shards) {
        boolean own = shards.stream().anyMatch(ShardFormat::hasIdentityRecords);
        int end = 0;
        for (ImageDataset shard : shards) {
            if (own && (!hasIdentityRecords(shard) || ((RecordIoDataset) shard).firstLabel() < end)) {
                return "each has identities of its own, and nothing tells whether one is in several";
            }
            end = ShardedDataset.end(shard);
        }
        return "";
    }

    private static boolean hasIdentityRecords(ImageDataset shard) {
        return shard instanceof RecordIoDataset records && records.hasIdentityRecords();
    }

    private static void close(List<ImageDataset> opened) {
        for (ImageDataset set : opened) {
            try {
                set.close();
            } catch (IOException e) {
                System.getLogger(ShardFormat.class.getName())
                        .log(System.Logger.Level.DEBUG, "not closed: " + set.path(), e);
            }
        }
    }

    private static InputException noSet(Path folder, List<Path> files, String why) {
        String names = files.stream()
                .limit(5)
                .map(file -> folder.relativize(file).toString())
                .collect(Collectors.joining(", "));
        return new InputException(Problem.error(
                folder,
                "",
                "It holds " + files.size() + " sets and none is named train.rec: " + names
                        + "; they are no set together: " + why,
                "Give one of these files"));
    }
}
