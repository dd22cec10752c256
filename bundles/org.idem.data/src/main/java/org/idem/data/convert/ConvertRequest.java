package org.idem.data.convert;

import java.nio.file.Path;

/**
 * What is converted to what.
 *
 * @param source a set that {@link org.idem.data.format.Datasets} opens, as images or as pairs
 * @param output new or empty folder; for {@code bin} a new file
 * @param format word of the format that is written, one of {@link DatasetConverter#formats()}
 * @param flip whether a mirrored copy of each pair follows after all pairs
 * @param reencode whether pictures are decoded and encoded anew: JPEG of quality 100 in image sets, PNG in pairs;
 *     otherwise their bytes stay as they are
 * @param exclude list of keys that are left out, one a line, {@code #} begins a comment; null for none
 */
public record ConvertRequest(Path source, Path output, String format, boolean flip, boolean reencode, Path exclude) {

    /** All of a set, its bytes as they are. */
    public static ConvertRequest of(Path source, Path output, String format) {
        return new ConvertRequest(source, output, format, false, false, null);
    }

    /** The same request with a mirrored copy of each pair. */
    public ConvertRequest withFlip() {
        return new ConvertRequest(source, output, format, true, reencode, exclude);
    }

    /** The same request with pictures encoded anew. */
    public ConvertRequest withReencode() {
        return new ConvertRequest(source, output, format, flip, true, exclude);
    }

    /** The same request without the keys of a list. */
    public ConvertRequest withExclude(Path list) {
        return new ConvertRequest(source, output, format, flip, reencode, list);
    }

    /** What must be equal for an interrupted conversion to go on, on one line. */
    String fingerprint(int items) {
        return source.toAbsolutePath().normalize() + " | " + format + " | flip " + flip + " | reencode " + reencode
                + " | exclude "
                + (exclude == null ? "" : exclude.toAbsolutePath().normalize()) + " | " + items;
    }
}
