package org.idem.bench.fuzz;

import org.idem.data.image.DamagedImageException;

/** What readers of pictures tell about damaged ones. */
final class Damages {
    private Damages() {}

    /** Damage of one picture is told by its key; the other pictures are read on. */
    static void requireKey(DamagedImageException told) {
        if (told.key().isEmpty() || told.getMessage().isBlank()) {
            throw new IllegalStateException("damage without a key or a reason", told);
        }
    }
}
