package org.idem.protocol;

import java.util.Objects;

/**
 * An image that was left out because it cannot be read.
 *
 * @param key what its set calls it, or its path
 * @param kind word for what is wrong, such as {@code half-jpeg}
 * @param message what is wrong, for people
 */
public record SkippedImage(String key, String kind, String message) {
    public SkippedImage {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(kind, "kind");
        message = message == null ? "" : message;
    }
}
