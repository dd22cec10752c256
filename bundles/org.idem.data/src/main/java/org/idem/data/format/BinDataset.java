package org.idem.data.format;

import java.nio.file.Path;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.io.FileCutException;
import org.idem.data.pickle.PickleException;

/**
 * A {@code .bin} verification set: as pairs, and as an image set for browsing, where a genuine pair counts as one
 * identity and an impostor pair as two, since the file does not name people.
 */
final class BinDataset implements ImageDataset, PairDataset {
    private final BinFile file;
    private final int[] firstLabel;
    private final int identities;

    BinDataset(BinFile file) {
        this.file = file;
        this.firstLabel = new int[file.pairs()];
        int next = 0;
        for (int i = 0; i < firstLabel.length; i++) {
            firstLabel[i] = next;
            next += file.same(i) ? 1 : 2;
        }
        this.identities = next;
    }

    @Override
    public String format() {
        return "bin";
    }

    @Override
    public String name() {
        return FileNames.stem(path());
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public int size() {
        return 2 * file.pairs();
    }

    @Override
    public int identities() {
        return identities;
    }

    @Override
    public int label(int index) {
        int pair = index / 2;
        return firstLabel[pair] + (file.same(pair) ? 0 : index % 2);
    }

    @Override
    public EncodedImage image(int index) {
        try {
            return new EncodedImage(key(index), file.image(index));
        } catch (FileCutException e) {
            throw new DamagedImageException(key(index), offset(index), Damage.TRUNCATED, e.getMessage());
        } catch (PickleException e) {
            // Strings with escapes are not looked at before they are asked for.
            throw new DamagedImageException(key(index), offset(index), Damage.CORRUPT_IMAGE, e.getMessage());
        }
    }

    @Override
    public String key(int index) {
        return Integer.toString(index);
    }

    @Override
    public long offset(int index) {
        return file.offset(index);
    }

    @Override
    public long bytes() {
        return file.bytes();
    }

    @Override
    public int pairs() {
        return file.pairs();
    }

    @Override
    public boolean same(int pair) {
        return file.same(pair);
    }

    @Override
    public EncodedImage first(int pair) {
        return image(2 * pair);
    }

    @Override
    public EncodedImage second(int pair) {
        return image(2 * pair + 1);
    }

    @Override
    public void close() {
        // The map goes with the garbage; no descriptor is open.
    }
}
