package org.idem.input;

import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;

/** Images by number with a label each; thread-safe. */
public interface ImageSource {
    /** Number of images. */
    int size();

    /** Identity of an image. */
    int label(int index);

    /** An image as it is stored. */
    EncodedImage image(int index);

    /**
     * The images of a training set; a label that the classification layer has no center for counts as damage.
     *
     * @param identities of the classification layer
     */
    static ImageSource of(ImageDataset set, int identities) {
        return new ImageSource() {
            @Override
            public int size() {
                return set.size();
            }

            @Override
            public int label(int index) {
                int label = set.label(index);
                if (label >= identities) {
                    throw new DamagedImageException(
                            set.key(index),
                            set.offset(index),
                            Damage.LABEL_BEYOND_IDENTITIES,
                            "The label is " + label + ", the network has " + identities + " identities");
                }
                return label;
            }

            @Override
            public EncodedImage image(int index) {
                return set.image(index);
            }
        };
    }

    /** The images of pairs: 2p and 2p + 1 are pair p; the label is the number of the pair. */
    static ImageSource of(PairDataset pairs) {
        return new ImageSource() {
            @Override
            public int size() {
                return 2 * pairs.pairs();
            }

            @Override
            public int label(int index) {
                return index / 2;
            }

            @Override
            public EncodedImage image(int index) {
                return index % 2 == 0 ? pairs.first(index / 2) : pairs.second(index / 2);
            }
        };
    }
}
