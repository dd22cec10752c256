package org.idem.data.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.idem.core.Progress;
import org.idem.data.DataProblem;
import org.idem.data.ImageDataset;
import org.idem.data.IntegrityCheck;
import org.idem.data.LabeledImage;
import org.idem.data.LeftOut;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;

/**
 * Several sets one after the other, with the same people in all. A key is {@code FILE:KEY} of a record file and the path
 * below the folder of a picture that a list names.
 */
final class ShardedDataset implements ImageDataset {
    private final Path folder;
    private final List<ImageDataset> shards;
    private final int[] starts;
    private final int size;
    private int identities = -1;

    ShardedDataset(Path folder, List<ImageDataset> shards) {
        this.folder = folder;
        this.shards = List.copyOf(shards);
        this.starts = new int[shards.size()];
        int count = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = count;
            count = Math.addExact(count, shards.get(i).size());
        }
        this.size = count;
    }

    /** One more than the highest identity of a shard. */
    static int end(ImageDataset shard) {
        return shard.identities() + (shard instanceof RecordIoDataset records ? records.firstIdentity() : 0);
    }

    private int shard(int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    private String key(int shard, String key) {
        Path file = folder.relativize(shards.get(shard).path());
        if (FileNames.hasEnding(file, ".rec")) {
            return file + ":" + key;
        }
        return file.getParent() == null ? key : file.getParent() + "/" + key;
    }

    /** Reads from an image's shard, so that damage names the shard. */
    private <T> T in(int index, ShardRead<T> read) {
        int shard = shard(index);
        try {
            return read.from(shards.get(shard), index - starts[shard]);
        } catch (DamagedImageException e) {
            throw e.at(key(shard, e.key()), e.offset());
        }
    }

    /** Reads one image of a shard. */
    @FunctionalInterface
    private interface ShardRead<T> {
        T from(ImageDataset shard, int index);
    }

    @Override
    public String format() {
        return shards.get(0).format();
    }

    @Override
    public Path path() {
        return folder;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public synchronized int identities() {
        if (identities < 0) {
            identities = shards.stream().mapToInt(ShardedDataset::end).max().orElse(0);
        }
        return identities;
    }

    @Override
    public OptionalInt knownIdentities() {
        boolean known =
                shards.stream().allMatch(shard -> shard.knownIdentities().isPresent());
        return known ? OptionalInt.of(identities()) : OptionalInt.empty();
    }

    @Override
    public int[] labels(Progress progress) {
        int[] labels = new int[size];
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : size;
            int[] some = shards.get(i).labels(progress.sub((double) starts[i] / size, (double) end / size));
            System.arraycopy(some, 0, labels, starts[i], some.length);
        }
        return labels;
    }

    @Override
    public int label(int index) {
        return in(index, ImageDataset::label);
    }

    @Override
    public EncodedImage image(int index) {
        return in(index, ImageDataset::image);
    }

    @Override
    public LabeledImage read(int index) {
        return in(index, ImageDataset::read);
    }

    @Override
    public String key(int index) {
        int shard = shard(index);
        return key(shard, shards.get(shard).key(index - starts[shard]));
    }

    @Override
    public long offset(int index) {
        return in(index, ImageDataset::offset);
    }

    @Override
    public Path file(int index) {
        return in(index, ImageDataset::file);
    }

    @Override
    public long bytes() {
        return shards.stream().mapToLong(ImageDataset::bytes).sum();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        shards.forEach(
                shard -> shard.notes().forEach(note -> notes.add(folder.relativize(shard.path()) + ": " + note)));
        return notes;
    }

    @Override
    public List<LeftOut> leftOut() {
        return shards.stream().flatMap(shard -> shard.leftOut().stream()).toList();
    }

    @Override
    public IntegrityCheck integrityCheck() {
        List<IntegrityCheck> checks =
                shards.stream().map(ImageDataset::integrityCheck).toList();
        return new IntegrityCheck() {
            @Override
            public DamagedImageException explain(int index, DamagedImageException damage) {
                int shard = shard(index);
                return checks.get(shard).explain(index - starts[shard], damage);
            }

            @Override
            public Optional<DataProblem> checkLabel(int index, int label) {
                int shard = shard(index);
                return checks.get(shard).checkLabel(index - starts[shard], label);
            }

            @Override
            public List<DataProblem> structureProblems() {
                List<DataProblem> problems = new ArrayList<>();
                for (int shard = 0; shard < checks.size(); shard++) {
                    for (DataProblem problem : checks.get(shard).structureProblems()) {
                        problems.add(new DataProblem(
                                key(shard, problem.key()), problem.offset(), problem.kind(), problem.message()));
                    }
                }
                return problems;
            }
        };
    }

    @Override
    public void close() throws IOException {
        for (ImageDataset shard : shards) {
            shard.close();
        }
    }
}
