package org.idem.data.format;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.io.FileCutException;
import org.idem.data.io.MappedFile;
import org.idem.data.pickle.Bytes;
import org.idem.data.pickle.NumpyGlobals;
import org.idem.data.pickle.PickleException;
import org.idem.data.pickle.PickleInput;
import org.idem.data.pickle.PickleValues;
import org.idem.data.pickle.PickleValues.Array;
import org.idem.data.pickle.Unpickler;

/** A verification set {@code .bin}: 2n encoded images and n labels; the images stay in the mapped file. Thread-safe. */
final class BinFile {
    /** Room for millions of pairs; each image takes some ten operations at most. */
    private static final long MOST_OPERATIONS = 1L << 26;

    private final MappedFile file;
    private final long[] offsets;
    private final int[] lengths;
    private final Bytes.Form[] forms;
    private final boolean[] same;

    private BinFile(MappedFile file, List<?> images, boolean[] same) {
        this.file = file;
        this.same = same;
        this.offsets = new long[images.size()];
        this.lengths = new int[images.size()];
        this.forms = new Bytes.Form[images.size()];
        for (int i = 0; i < offsets.length; i++) {
            Bytes bytes = imageBytes(images.get(i), i);
            offsets[i] = bytes.offset();
            lengths[i] = (int) bytes.length();
            forms[i] = bytes.form();
        }
    }

    /**
     * Reads the structure of the file, not its images.
     *
     * @throws InputException if it is no such pickle
     */
    static BinFile open(Path path) {
        MappedFile file = MappedFile.open(path);
        return file.read(() -> read(file));
    }

    private static BinFile read(MappedFile file) {
        PickleInput input = new PickleInput(file);
        try {
            Object value = new Unpickler(input, new NumpyGlobals(input), MOST_OPERATIONS).run();
            List<?> pair = PickleValues.sequence(value);
            if (pair == null || pair.size() != 2) {
                throw new PickleException("Not a pair of images and labels");
            }
            boolean[] same = PairLabels.of(pair.get(1), input);
            return new BinFile(file, images(pair.get(0), same.length), same);
        } catch (PickleException e) {
            String message = "No readable verification set, at byte " + input.position() + ": " + e.getMessage();
            throw new InputException(Problem.error(
                    file.path(),
                    "",
                    message,
                    "Give a .bin file as insightface packs them: images and labels, nothing else"));
        }
    }

    private static List<?> images(Object value, int pairs) {
        List<?> list = PickleValues.sequence(value);
        if (list == null) {
            throw new PickleException("The images are no list");
        }
        if (list.size() != 2L * pairs) {
            throw new PickleException(list.size() + " images for " + pairs + " pairs");
        }
        return list;
    }

    private static Bytes imageBytes(Object value, int index) {
        Object data = value;
        if (value instanceof Array array && array.elementWidth() == 1) {
            data = array.data();
        }
        if (data instanceof Bytes bytes && bytes.isByteString()) {
            if (bytes.length() > MappedFile.MAX_SLICE) {
                throw new PickleException("Image " + index + " has " + bytes.length() + " bytes");
            }
            return bytes;
        }
        throw new PickleException("Image " + index + " is no byte string");
    }

    /** The file. */
    Path path() {
        return file.path();
    }

    /** Its length in bytes. */
    long bytes() {
        return file.size();
    }

    /** Number of pairs; there are twice as many images. */
    int pairs() {
        return same.length;
    }

    /** Whether both images of the pair show one person. */
    boolean same(int pair) {
        return same[pair];
    }

    /** Where the image's bytes start in the file. */
    long offset(int image) {
        return offsets[image];
    }

    /**
     * The encoded image; pair i has the images 2i and 2i + 1.
     *
     * @throws FileCutException if the file is shorter than it was
     */
    ByteBuffer image(int image) {
        return file.read(() -> {
            file.require(offsets[image], lengths[image]);
            return forms[image] == Bytes.Form.BYTES
                    ? file.copy(offsets[image], lengths[image])
                    : new Bytes(offsets[image], lengths[image], forms[image], true).decode(file);
        });
    }
}
