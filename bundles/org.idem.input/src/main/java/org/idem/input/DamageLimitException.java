package org.idem.input;

import java.nio.file.Path;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * More images of a set are damaged than may be. What was trained until then is sound: no damaged image took part in it, so
 * that it can be saved.
 */
public final class DamageLimitException extends InputException {
    private static final long serialVersionUID = 1L;

    private final int damaged;

    /**
     * Says which set and how many.
     *
     * @param set the set's file or folder
     * @param key what the set calls the image that was one too many; empty where many were
     * @param damaged number of different images found damaged so far, at least 1
     * @param message what is wrong
     */
    DamageLimitException(Path set, String key, int damaged, String message) {
        super(Problem.error(
                set,
                key,
                message,
                "idem data check lists them; DataLoader.*.dataset.damage_limit says how many are put up with"));
        this.damaged = damaged;
    }

    /** Number of different images found damaged so far. */
    public int damaged() {
        return damaged;
    }
}
