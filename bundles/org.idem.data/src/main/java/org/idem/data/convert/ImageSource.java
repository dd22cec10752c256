package org.idem.data.convert;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.idem.data.ImageDataset;
import org.idem.data.IntegrityCheck;
import org.idem.data.LabeledImage;
import org.idem.data.format.ExcludedKeys;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;

/** The images of a set, in its order or identity by identity. */
final class ImageSource implements Source<ConvertedImage> {
    private static final float BEST_QUALITY = 1;

    private final ImageDataset set;
    private final IntegrityCheck integrity;
    private final int identities;
    private final ExcludedKeys excluded;
    private final Encoders encoders;
    /** Null where the set's own order will do. */
    private final int[] order;

    /**
     * Reads every label if images are to come by identity.
     *
     * @param encoders null to keep the bytes as they are
     */
    ImageSource(ImageDataset set, boolean byIdentity, ExcludedKeys excluded, Encoders encoders) {
        this.set = set;
        this.integrity = set.integrityCheck();
        this.identities = set.identities();
        this.excluded = excluded;
        this.encoders = encoders;
        this.order = byIdentity ? orderByIdentity(set) : null;
    }

    private static int[] orderByIdentity(ImageDataset set) {
        long[] keys = IntStream.range(0, set.size())
                .parallel()
                .mapToLong(i -> (long) labelOrLast(set, i) << Integer.SIZE | i)
                .toArray();
        Arrays.parallelSort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private static int labelOrLast(ImageDataset set, int index) {
        try {
            return set.label(index);
        } catch (DamagedImageException e) {
            return Integer.MAX_VALUE;
        }
    }

    @Override
    public int size() {
        return set.size();
    }

    @Override
    public int imagesPerItem() {
        return 1;
    }

    @Override
    public ConvertedImage read(int position) {
        int index = order == null ? position : order[position];
        String key = set.key(index);
        if (excluded.contains(key)) {
            return null;
        }
        try {
            return convert(index, key, set.read(index));
        } catch (DamagedImageException e) {
            throw integrity.explain(index, e).at(key, set.offset(index));
        }
    }

    private ConvertedImage convert(int index, String key, LabeledImage read) {
        if (read.label() >= identities) {
            String message = "The label is " + read.label() + ", the set declares " + identities + " identities";
            throw new DamagedImageException(key, set.offset(index), Damage.LABEL_BEYOND_IDENTITIES, message);
        }
        Pixels pixels = ImageDecoder.decode(read.image());
        byte[] bytes =
                encoders == null ? read.image().copy() : encoders.encode(encoder -> encoder.jpeg(pixels, BEST_QUALITY));
        String ending = encoders == null ? read.image().fileEnding() : "jpg";
        return new ConvertedImage(number(index, key), read.label(), pixels.width(), pixels.height(), ending, bytes);
    }

    /** Records of one file have numbers as keys; others are numbered as they come. */
    private int number(int index, String key) {
        boolean numbered = set.offset(index) >= 0 && key.chars().allMatch(c -> c >= '0' && c <= '9');
        return numbered ? Integer.parseInt(key) : index + 1;
    }
}
