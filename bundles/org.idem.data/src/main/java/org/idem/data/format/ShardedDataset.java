package org.idem.data.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.idem.data.DataProblem;
import org.idem.data.ImageDataset;
import org.idem.data.IntegrityCheck;
import org.idem.data.LabeledImage;
import org.idem.data.LeftOut;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;

/** Several record files one after the other, with the same people in all; a key is {@code FILE:KEY}. */
final class ShardedDataset implements ImageDataset {
    private final Path folder;
    private final List<RecordIoDataset> shards;
    private final int[] starts;
    private final int size;

    ShardedDataset(Path folder, List<RecordIoDataset> shards) {
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

    private int shard(int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    private String key(int shard, String key) {
        return shards.get(shard).path().getFileName() + ":" + key;
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
        T from(RecordIoDataset shard, int index);
    }

    @Override
    public String format() {
        return "recordio";
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
    public int identities() {
        return shards.stream().mapToInt(RecordIoDataset::identities).max().orElse(0);
    }

    @Override
    public int label(int index) {
        return in(index, RecordIoDataset::label);
    }

    @Override
    public EncodedImage image(int index) {
        return in(index, RecordIoDataset::image);
    }

    @Override
    public LabeledImage read(int index) {
        return in(index, RecordIoDataset::read);
    }

    @Override
    public String key(int index) {
        int shard = shard(index);
        return key(shard, shards.get(shard).key(index - starts[shard]));
    }

    @Override
    public long offset(int index) {
        return in(index, RecordIoDataset::offset);
    }

    @Override
    public long bytes() {
        return shards.stream().mapToLong(RecordIoDataset::bytes).sum();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        shards.forEach(
                shard -> shard.notes().forEach(note -> notes.add(shard.path().getFileName() + ": " + note)));
        return notes;
    }

    @Override
    public List<LeftOut> leftOut() {
        return shards.stream().flatMap(shard -> shard.leftOut().stream()).toList();
    }

    @Override
    public IntegrityCheck integrityCheck() {
        List<IntegrityCheck> checks =
                shards.stream().map(RecordIoDataset::integrityCheck).toList();
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
        shards.forEach(RecordIoDataset::close);
    }
}
