package org.idem.data.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.DataProblem;
import org.idem.data.ImageDataset;
import org.idem.data.IntegrityCheck;
import org.idem.data.LabeledImage;
import org.idem.data.LeftOut;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;

/** A set without the images that a list excludes; identities keep their numbers. */
final class ReducedDataset implements ImageDataset {
    private final ImageDataset set;
    private final Path list;
    private final int[] kept;
    private final int unknown;

    /** Looks up the key of every image once. */
    ReducedDataset(ImageDataset set, Path list, ExcludedKeys excluded) {
        this.set = set;
        this.list = list;
        this.kept = IntStream.range(0, set.size())
                .filter(index -> !excluded.contains(set.key(index)))
                .toArray();
        this.unknown = excluded.keys().size() - (set.size() - kept.length);
    }

    @Override
    public String format() {
        return set.format();
    }

    @Override
    public Path path() {
        return set.path();
    }

    @Override
    public int size() {
        return kept.length;
    }

    @Override
    public int identities() {
        return set.identities();
    }

    @Override
    public OptionalInt knownIdentities() {
        return set.knownIdentities();
    }

    @Override
    public int[] labels(Progress progress) {
        int[] labels = set.labels(progress);
        return Arrays.stream(kept).map(index -> labels[index]).toArray();
    }

    @Override
    public int label(int index) {
        return set.label(kept[index]);
    }

    @Override
    public EncodedImage image(int index) {
        return set.image(kept[index]);
    }

    @Override
    public LabeledImage read(int index) {
        return set.read(kept[index]);
    }

    @Override
    public String key(int index) {
        return set.key(kept[index]);
    }

    @Override
    public long offset(int index) {
        return set.offset(kept[index]);
    }

    @Override
    public Path file(int index) {
        return set.file(kept[index]);
    }

    @Override
    public long bytes() {
        return set.bytes();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(set.notes());
        notes.add(Units.count(set.size() - kept.length) + " images are excluded by " + list.getFileName());
        if (unknown > 0) {
            notes.add(Units.count(unknown) + " keys of " + list.getFileName() + " are those of no image of the set");
        }
        return notes;
    }

    @Override
    public List<LeftOut> leftOut() {
        List<LeftOut> leftOut = new ArrayList<>(set.leftOut());
        leftOut.add(new LeftOut("excluded by " + list.getFileName(), set.size() - kept.length));
        return leftOut;
    }

    @Override
    public IntegrityCheck integrityCheck() {
        IntegrityCheck whole = set.integrityCheck();
        return new IntegrityCheck() {
            @Override
            public DamagedImageException explain(int index, DamagedImageException damage) {
                return whole.explain(kept[index], damage);
            }

            @Override
            public Optional<DataProblem> checkLabel(int index, int label) {
                return whole.checkLabel(kept[index], label);
            }

            @Override
            public List<DataProblem> structureProblems() {
                return whole.structureProblems();
            }
        };
    }

    @Override
    public void close() throws IOException {
        set.close();
    }
}
