package org.idem.input;

import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.PairDataset;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;

/** Images numbered from 0 with a label each; thread-safe. */
public interface ImageSource {
    /** Number of images. */
    int size();

    /**
     * An image as it is stored, and its label.
     *
     * @throws DamagedImageException if either cannot be read or used
     */
    LabeledImage read(int index);

    /**
     * Whether another image of the batch may stand in for one that is damaged, as in training; otherwise its place stays
     * empty.
     */
    default boolean isReplaceable() {
        return true;
    }

    /**
     * The images of a training set; a label that the classification layer has no center for counts as damage.
     *
     * @param identities of the classification layer, at least 1
     */
    static ImageSource of(ImageDataset set, int identities) {
        return new ImageSource() {
            @Override
            public int size() {
                return set.size();
            }

            @Override
            public LabeledImage read(int index) {
                LabeledImage read = set.read(index);
                if (read.label() >= identities) {
                    throw new DamagedImageException(
                            set.key(index),
                            set.offset(index),
                            Damage.LABEL_BEYOND_IDENTITIES,
                            "The label is " + read.label() + ", the network has " + identities + " identities");
                }
                return read;
            }
        };
    }

    /**
     * The images of pairs: 2p and 2p + 1 are pair p; the label is the number of the pair. None stands in for another.
     */
    static ImageSource of(PairDataset pairs) {
        return new ImageSource() {
            @Override
            public int size() {
                return 2 * pairs.pairs();
            }

            @Override
            public boolean isReplaceable() {
                return false;
            }

            @Override
            public LabeledImage read(int index) {
                return new LabeledImage(index / 2, pairs.image(index));
            }
        };
    }
}
