package org.idem.data.convert;

import org.idem.data.PairDataset;
import org.idem.data.format.ExcludedKeys;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;

/** The pairs of a verification set, and perhaps all of them again, mirrored. */
final class PairSource implements Source<ConvertedPair> {
    private final PairDataset set;
    private final boolean flip;
    private final boolean reencode;
    private final ExcludedKeys excluded;
    private final Encoders encoders;

    PairSource(PairDataset set, boolean flip, boolean reencode, ExcludedKeys excluded, Encoders encoders) {
        this.set = set;
        this.flip = flip;
        this.reencode = reencode;
        this.excluded = excluded;
        this.encoders = encoders;
    }

    @Override
    public int size() {
        return flip ? 2 * set.pairs() : set.pairs();
    }

    @Override
    public int imagesPerItem() {
        return 2;
    }

    @Override
    public ConvertedPair read(int index) {
        int pair = index % set.pairs();
        EncodedImage first = set.first(pair);
        EncodedImage second = set.second(pair);
        if (excluded.contains(Integer.toString(pair))
                || excluded.contains(first.key())
                || excluded.contains(second.key())) {
            return null;
        }
        boolean flipped = index >= set.pairs();
        return new ConvertedPair(pair, flipped, set.same(pair), convert(first, flipped), convert(second, flipped));
    }

    private byte[] convert(EncodedImage image, boolean flipped) {
        Pixels pixels = ImageDecoder.decode(image);
        if (!flipped && !reencode) {
            return image.copy();
        }
        Pixels shown = flipped ? pixels.flipped() : pixels;
        return encoders.encode(encoder -> encoder.png(shown));
    }
}
