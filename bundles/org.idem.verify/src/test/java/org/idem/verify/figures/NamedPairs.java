package org.idem.verify.figures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.idem.data.PairDataset;
import org.idem.data.image.EncodedImage;

/** Pairs of names in place of pictures. */
record NamedPairs(Path path, List<String> keys, boolean hasNames) implements PairDataset {
    @Override
    public String name() {
        return "named";
    }

    @Override
    public int pairs() {
        return keys.size() / 2;
    }

    /** A name begins with that of the person, up to a dot. */
    @Override
    public boolean same(int pair) {
        return person(2 * pair).equals(person(2 * pair + 1));
    }

    private String person(int image) {
        return keys.get(image).split("[./]")[0];
    }

    @Override
    public String key(int image) {
        return hasNames ? keys.get(image) : Integer.toString(image);
    }

    @Override
    public EncodedImage first(int pair) {
        return new EncodedImage(
                key(2 * pair), ByteBuffer.wrap(keys.get(2 * pair).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public EncodedImage second(int pair) {
        return new EncodedImage(
                key(2 * pair + 1), ByteBuffer.wrap(keys.get(2 * pair + 1).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
