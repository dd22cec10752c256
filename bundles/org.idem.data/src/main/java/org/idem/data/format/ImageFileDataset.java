package org.idem.data.format;

import java.nio.file.Path;
import java.util.List;
import org.idem.data.DataProblem;
import org.idem.data.ImageDataset;
import org.idem.data.IntegrityCheck;
import org.idem.data.LeftOut;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.io.FileCutException;

/** A set of pictures that are files of their own, found by a list or by a walk through folders. */
final class ImageFileDataset implements ImageDataset {
    private final String format;
    private final Path path;
    private final Path root;
    private final LabeledFiles files;

    ImageFileDataset(String format, Path path, Path root, LabeledFiles files) {
        this.format = format;
        this.path = path;
        this.root = root;
        this.files = files;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public int identities() {
        return files.identities();
    }

    @Override
    public int label(int index) {
        return files.label(index);
    }

    @Override
    public EncodedImage image(int index) {
        try {
            return ImageFiles.read(root, key(index));
        } catch (FileCutException e) {
            throw new DamagedImageException("image " + index, -1, Damage.TRUNCATED, e.getMessage());
        }
    }

    @Override
    public String key(int index) {
        return files.path(index);
    }

    @Override
    public long offset(int index) {
        return -1;
    }

    @Override
    public Path file(int index) {
        return root.resolve(key(index));
    }

    @Override
    public long bytes() {
        long sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += ImageFiles.size(root, key(i));
        }
        return sum;
    }

    @Override
    public List<String> notes() {
        return files.notes();
    }

    @Override
    public List<LeftOut> leftOut() {
        return files.leftOut();
    }

    @Override
    public IntegrityCheck integrityCheck() {
        return new IntegrityCheck() {
            @Override
            public List<DataProblem> structureProblems() {
                return files.problems();
            }
        };
    }

    @Override
    public void close() {
        // A list's map goes with the garbage; no descriptor is open between reads.
    }
}
