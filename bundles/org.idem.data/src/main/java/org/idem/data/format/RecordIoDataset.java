package org.idem.data.format;

import java.nio.file.Path;
import org.idem.data.ImageDataset;
import org.idem.data.IntegrityCheck;
import org.idem.data.LabeledImage;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.recordio.FaceRecord;
import org.idem.data.recordio.RecordIoFile;

/** Faces in MXNet RecordIO, with or without identity records. */
final class RecordIoDataset implements ImageDataset {
    private final RecordIoFile file;
    private final RecordIoLayout layout;
    private int identities = -1;

    RecordIoDataset(RecordIoFile file) {
        this.file = file;
        this.layout = RecordIoLayout.of(file);
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
    public synchronized int identities() {
        if (identities < 0) {
            identities = layout.identities() >= 0 ? layout.identities() : highestLabel() + 1;
        }
        return identities;
    }

    private int highestLabel() {
        int highest = -1;
        for (int i = 0; i < size(); i++) {
            try {
                highest = Math.max(highest, label(i));
            } catch (DamagedImageException e) {
                System.getLogger(RecordIoDataset.class.getName())
                        .log(System.Logger.Level.DEBUG, () -> "no label at key " + e.key() + ": " + e.kind());
            }
        }
        return highest;
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
    public IntegrityCheck integrityCheck() {
        return new RecordIoCheck(this);
    }

    @Override
    public void close() {
        // The maps go with the garbage; no descriptor is open.
    }
}
