package org.idem.data.inspect;

import java.util.List;
import org.idem.data.DataProblem;

/**
 * Something that is damaged or unusual in a set: one image, or several of the same kind one after the other.
 *
 * @param index number of the first image, −1 where it is about none
 * @param key what the set calls the first image; empty where it is about none
 * @param offset of its record in bytes, −1 where images are files of their own
 * @param kind a word: those of damage, and those of {@link Unusual}
 * @param message what is wrong, of the first image
 * @param label identity that it belongs to or is about, −1 where it is not known
 * @param others keys of other images that it is about
 * @param to what the set calls the last image; equal to {@code key} for one
 * @param count number of images, at least 1
 */
public record Finding(
        int index,
        String key,
        long offset,
        String kind,
        String message,
        int label,
        List<String> others,
        String to,
        int count) {
    public Finding {
        others = List.copyOf(others);
    }

    /** About one image, or about none. */
    static Finding of(int index, String key, long offset, Unusual kind, String message, int label) {
        return new Finding(index, key, offset, kind.word(), message, label, List.of(), key, 1);
    }

    /** Damage of an image, or of something that is none. */
    public static Finding of(int index, DataProblem damage) {
        return new Finding(
                index, damage.key(), damage.offset(), damage.kind(), damage.message(), -1, List.of(), damage.key(), 1);
    }

    /** The same finding with other images that it is about. */
    Finding withOthers(List<String> keys) {
        return new Finding(index, key, offset, kind, message, label, keys, to, count);
    }

    /** This and the images that follow it up to the last one. */
    Finding upTo(Finding last) {
        return new Finding(index, key, offset, kind, message, label, others, last.to(), count + last.count());
    }
}
