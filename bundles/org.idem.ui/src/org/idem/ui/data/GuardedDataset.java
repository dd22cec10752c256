package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.IntegrityCheck;
import org.idem.data.LabelCounts;
import org.idem.data.LabeledImage;
import org.idem.data.LeftOut;
import org.idem.data.image.EncodedImage;

/**
 * A set that refuses to be read on the UI thread, where a slow disk would let the whole window stand still: what an index
 * keeps in memory is told there, records are not. Thread-safe.
 */
final class GuardedDataset implements ImageDataset {
    private final ImageDataset set;
    private final Thread ui;
    private volatile int identities = -1;

    /** @param ui the thread that must not read */
    GuardedDataset(ImageDataset set, Thread ui) {
        this.set = set;
        this.ui = ui;
    }

    private ImageDataset reading() {
        if (Thread.currentThread() == ui) {
            throw new IllegalStateException("Records of " + set.path() + " are read in the background");
        }
        return set;
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
        return set.size();
    }

    /** Known everywhere once it was asked for in the background. */
    @Override
    @SuppressWarnings("resource") // It is this set's.
    public int identities() {
        if (identities < 0) {
            identities = reading().identities();
        }
        return identities;
    }

    @Override
    @SuppressWarnings("resource")
    public OptionalInt knownIdentities() {
        return identities < 0 ? reading().knownIdentities() : OptionalInt.of(identities);
    }

    @Override
    @SuppressWarnings("resource")
    public int[] labels(Progress progress) {
        return reading().labels(progress);
    }

    @Override
    @SuppressWarnings("resource")
    public int label(int index) {
        return reading().label(index);
    }

    @Override
    @SuppressWarnings("resource")
    public EncodedImage image(int index) {
        return reading().image(index);
    }

    @Override
    @SuppressWarnings("resource")
    public LabeledImage read(int index) {
        return reading().read(index);
    }

    @Override
    public String key(int index) {
        return set.key(index);
    }

    @Override
    public long offset(int index) {
        return set.offset(index);
    }

    @Override
    public Path file(int index) {
        return set.file(index);
    }

    @Override
    @SuppressWarnings("resource")
    public long bytes() {
        return reading().bytes();
    }

    @Override
    @SuppressWarnings("resource")
    public LabelCounts labelCounts() {
        return reading().labelCounts();
    }

    @Override
    @SuppressWarnings("resource")
    public int[] declaredImagesPerIdentity() {
        return reading().declaredImagesPerIdentity();
    }

    @Override
    @SuppressWarnings("resource")
    public int[] imagesPerIdentity() {
        return reading().imagesPerIdentity();
    }

    @Override
    public List<LeftOut> leftOut() {
        return set.leftOut();
    }

    @Override
    public List<String> notes() {
        return set.notes();
    }

    @Override
    public IntegrityCheck integrityCheck() {
        return set.integrityCheck();
    }

    @Override
    public void close() throws IOException {
        set.close();
    }
}
