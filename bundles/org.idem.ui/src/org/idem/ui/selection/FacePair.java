package org.idem.ui.selection;

import org.eclipse.core.runtime.IAdaptable;
import org.idem.data.PairDataset;

/**
 * A pair of a verification set that is or was open. Adapts to its first {@link FaceImage}.
 *
 * @param set the set
 * @param pair its number in it, from 0
 */
public record FacePair(PairDataset set, int pair) implements IAdaptable {

    /** The first image. */
    public FaceImage first() {
        return FaceImage.first(set, pair);
    }

    /** The second image. */
    public FaceImage second() {
        return FaceImage.second(set, pair);
    }

    /** Whether both show one person. */
    public boolean same() {
        return set.same(pair);
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == FaceImage.class ? adapter.cast(first()) : null;
    }
}
