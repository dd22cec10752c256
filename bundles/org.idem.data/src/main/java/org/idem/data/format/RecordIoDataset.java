package org.idem.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.IntegrityCheck;
import org.idem.data.LabelCounts;
import org.idem.data.LabelReading;
import org.idem.data.LabeledImage;
import org.idem.data.LeftOut;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.recordio.FaceRecord;
import org.idem.data.recordio.RecordIndex;
import org.idem.data.recordio.RecordIoFile;

/** Faces in MXNet RecordIO, with or without identity records. */
final class RecordIoDataset implements ImageDataset {
    private final RecordIoFile file;
    private final RecordIoLayout layout;
    private final int firstIdentity;
    private final KeptLabels kept;
    private volatile int identities = -1;

    RecordIoDataset(RecordIoFile file) {
        this(file, RecordIoLayout.of(file), 0);
    }

    private RecordIoDataset(RecordIoFile file, RecordIoLayout layout, int firstIdentity) {
        this.file = file;
        this.layout = layout;
        this.firstIdentity = firstIdentity;
        this.kept = KeptLabels.of(file, layout.images().length);
    }

    /**
     * This file as a part of a set: where it has identity records and its labels begin above 0 and span as many identities
     * as it has records, the records are those of the identities from its first label on.
     */
    RecordIoDataset asShard() {
        int records = layout.ranges().length;
        if (records == 0) {
            return this;
        }
        int first = firstLabel();
        int last = readableLabel(size() - 1, -1);
        boolean own = first > 0 && last - first < records && last >= records;
        return own ? new RecordIoDataset(file, layout, first) : this;
    }

    /** The label of the first image that has one, or -1. */
    int firstLabel() {
        return readableLabel(0, 1);
    }

    private int readableLabel(int from, int step) {
        for (int i = from; i >= 0 && i < size(); i += step) {
            int label = LabelReading.label(this, i);
            if (label >= 0) {
                return label;
            }
        }
        return -1;
    }

    /** The identity of the first identity record; 0 but in a part of a set. */
    int firstIdentity() {
        return firstIdentity;
    }

    boolean hasIdentityRecords() {
        return layout.ranges().length > 0;
    }

    RecordIoFile file() {
        return file;
    }

    RecordIoLayout layout() {
        return layout;
    }

    @Override
    public String format() {
        return "recordio";
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public int size() {
        return layout.images().length;
    }

    @Override
    public int identities() {
        if (knownIdentities().isEmpty()) {
            labels(Progress.NONE);
        }
        return identities;
    }

    @Override
    public OptionalInt knownIdentities() {
        if (identities < 0) {
            if (layout.identities() >= 0) {
                identities = layout.identities();
            } else {
                kept.read().ifPresent(labels -> identities = LabelReading.identities(labels));
            }
        }
        return identities < 0 ? OptionalInt.empty() : OptionalInt.of(identities);
    }

    /** Without identity records each image has to be asked; the answers are kept for the next time that the set is opened. */
    @Override
    public int[] labels(Progress progress) {
        int[] labels = kept.read().orElse(null);
        if (labels == null) {
            labels = ImageDataset.super.labels(progress);
            kept.write(labels);
        }
        if (layout.identities() < 0) {
            identities = LabelReading.identities(labels);
        }
        return labels;
    }

    /** Identity records tell where an identity's images are, so that the images need not be read. */
    @Override
    public LabelCounts labelCounts() {
        if (layout.ranges().length == 0) {
            return ImageDataset.super.labelCounts();
        }
        int used = (int) Arrays.stream(layout.ranges()).filter(this::hasImages).count();
        return new LabelCounts(identities(), used, 0);
    }

    private boolean hasImages(int range) {
        try {
            float[] keys = file.read(range).labels();
            // Above 2^24 neighbouring keys are one float32.
            return keys.length < 2 || keys[0] != keys[1] || keys[1] >= RecordIoLayout.EXACT;
        } catch (DamagedImageException e) {
            // What it says is not known; data check tells of the record.
            return true;
        }
    }

    /** As identity records tell; above 2^24 keys they are float32 and near the truth only. */
    @Override
    public int[] declaredImagesPerIdentity() {
        return Arrays.stream(layout.ranges()).map(this::imagesOf).toArray();
    }

    @Override
    public int[] imagesPerIdentity() {
        return layout.ranges().length == 0 ? ImageDataset.super.imagesPerIdentity() : declaredImagesPerIdentity();
    }

    private int imagesOf(int range) {
        try {
            float[] keys = file.read(range).labels();
            return keys.length < 2 ? 0 : (int) Math.max(0, Math.min((double) keys[1] - keys[0], size()));
        } catch (DamagedImageException e) {
            return 0;
        }
    }

    @Override
    public int label(int index) {
        int entry = layout.images()[index];
        return file.read(entry).identity(file.key(entry), file.offset(entry));
    }

    @Override
    public EncodedImage image(int index) {
        int entry = layout.images()[index];
        return image(entry, file.read(entry));
    }

    @Override
    public LabeledImage read(int index) {
        int entry = layout.images()[index];
        FaceRecord record = file.read(entry);
        EncodedImage image = image(entry, record);
        return new LabeledImage(record.identity(file.key(entry), file.offset(entry)), image);
    }

    private EncodedImage image(int entry, FaceRecord record) {
        if (!record.image().hasRemaining()) {
            throw new DamagedImageException(
                    file.key(entry), file.offset(entry), Damage.EMPTY_IMAGE, "The record has no image bytes");
        }
        return new EncodedImage(file.key(entry), record.image());
    }

    @Override
    public String key(int index) {
        return file.key(layout.images()[index]);
    }

    @Override
    public long offset(int index) {
        return file.offset(layout.images()[index]);
    }

    @Override
    public long bytes() {
        return file.bytes();
    }

    @Override
    public List<LeftOut> leftOut() {
        int faults = file.index().faults().size();
        return faults == 0
                ? List.of()
                : List.of(new LeftOut(file.indexed() ? "lines of the index" : "parts of the file", faults));
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<RecordIndex.Fault> faults = file.index().faults();
        if (!faults.isEmpty()) {
            notes.add(Units.count(faults.size()) + (file.indexed() ? " lines of the index" : " parts of the file")
                    + " are no use; the first: " + faults.get(0).message());
        }
        int declared = RecordIoLayout.declared(file.path());
        if (layout.ranges().length > 0 && declared >= 0 && declared != layout.identities()) {
            notes.add("The file property says " + Units.count(declared) + " identities, the set has "
                    + Units.count(layout.identities()));
        }
        return notes;
    }

    @Override
    public IntegrityCheck integrityCheck() {
        return new RecordIoCheck(this);
    }

    @Override
    public void close() {
        // The maps go with the garbage; no descriptor is open.
    }
}
