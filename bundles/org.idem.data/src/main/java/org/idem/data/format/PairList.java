package org.idem.data.format;

import java.nio.file.Path;
import org.idem.data.PairDataset;
import org.idem.data.image.EncodedImage;
import org.idem.data.io.TextLines;

/** PLSC's list of pairs: lines {@code path1 TAB path2 TAB 0|1}, paths relative to an image root. */
final class PairList implements PairDataset {
    private final TextLines lines;
    private final Path root;
    private final boolean[] same;

    PairList(TextLines lines, Path root) {
        this.lines = lines;
        this.root = root;
        this.same = new boolean[lines.size()];
        for (int i = 0; i < same.length; i++) {
            String[] fields = lines.fields(i);
            if (fields.length != 3 || fields[0].isEmpty() || fields[1].isEmpty()) {
                throw lines.malformed(i, "The line has " + fields.length + " tab-separated fields, not 3");
            }
            String truth = fields[2].strip();
            if (!truth.equals("0") && !truth.equals("1")) {
                throw lines.malformed(i, "\"" + truth + "\" is neither 0 nor 1");
            }
            same[i] = truth.equals("1");
        }
    }

    /** Whether the first line has the three fields of a pair. */
    static boolean hasPairLine(TextLines lines) {
        return lines.size() > 0 && lines.fields(0).length == 3;
    }

    @Override
    public String name() {
        return FileNames.stem(path());
    }

    @Override
    public Path path() {
        return lines.path();
    }

    @Override
    public int pairs() {
        return same.length;
    }

    @Override
    public boolean same(int pair) {
        return same[pair];
    }

    @Override
    public EncodedImage first(int pair) {
        return ImageFiles.read(root, lines.fields(pair)[0]);
    }

    @Override
    public EncodedImage second(int pair) {
        return ImageFiles.read(root, lines.fields(pair)[1]);
    }

    @Override
    public void close() {
        // The map goes with the garbage; no descriptor is open.
    }
}
