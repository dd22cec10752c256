package org.idem.data.format;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.idem.data.PairDataset;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.io.FileCutException;
import org.idem.data.io.TextLines;

/** PLSC's list of pairs: lines {@code path1 TAB path2 TAB 0|1}, paths relative to an image root. */
final class PairList implements PairDataset {
    private final TextLines lines;
    private final Path root;
    private final BitSet same;
    private final Map<Integer, Malformed> malformed;

    private PairList(TextLines lines, Path root, Truths truths) {
        this.lines = lines;
        this.root = root;
        this.same = truths.same;
        this.malformed = truths.malformed;
    }

    /**
     * Reads the third field of all lines.
     *
     * @param skipsMalformed whether a malformed line becomes a pair that cannot be read; otherwise the first one ends the
     *     reading
     * @throws org.idem.core.InputException at the first malformed line, unless they are skipped
     */
    static PairList open(Path path, Path root, boolean skipsMalformed) {
        Truths truths = new Truths(path, skipsMalformed);
        return new PairList(TextLines.read(path, truths), root, truths);
    }

    /** A line that names no pair. */
    private record Malformed(int line, String fault) {}

    /** Collects the truth of each pair in one pass over the file. */
    private static final class Truths implements TextLines.Visitor {
        /** With more malformed lines it is no list of pairs. */
        private static final int MOST_MALFORMED = 100_000;

        private final Path path;
        private final boolean skipsMalformed;
        private final BitSet same = new BitSet();
        private final Map<Integer, Malformed> malformed = new HashMap<>();
        private int pairs;

        Truths(Path path, boolean skipsMalformed) {
            this.path = path;
            this.skipsMalformed = skipsMalformed;
        }

        @Override
        public void visit(int number, String line) {
            String[] fields = line.split("\t", -1);
            String fault = fault(fields);
            if (fault.isEmpty()) {
                same.set(pairs, fields[2].strip().equals("1"));
            } else if (skipsMalformed && malformed.size() < MOST_MALFORMED) {
                malformed.put(pairs, new Malformed(number, fault));
            } else {
                throw TextLines.malformed(path, number, fault);
            }
            pairs++;
        }

        private static String fault(String[] fields) {
            if (fields.length != 3 || fields[0].isEmpty() || fields[1].isEmpty()) {
                return "The line has " + fields.length + " tab-separated fields, not 3";
            }
            String truth = fields[2].strip();
            return truth.equals("0") || truth.equals("1") ? "" : "\"" + truth + "\" is neither 0 nor 1";
        }
    }

    /** Whether a line has the three fields of a pair. */
    static boolean isPairLine(String line) {
        return line.split("\t", -1).length == 3;
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
        return lines.size();
    }

    @Override
    public boolean same(int pair) {
        return same.get(pair);
    }

    @Override
    public EncodedImage first(int pair) {
        return image(pair, 0);
    }

    @Override
    public EncodedImage second(int pair) {
        return image(pair, 1);
    }

    private EncodedImage image(int pair, int field) {
        Malformed line = malformed.get(pair);
        if (line != null) {
            throw new DamagedImageException("line " + line.line(), -1, Damage.BAD_LINE, line.fault());
        }
        try {
            return ImageFiles.read(root, lines.fields(pair)[field]);
        } catch (FileCutException e) {
            throw new DamagedImageException(pair + "." + field, -1, Damage.TRUNCATED, e.getMessage());
        }
    }

    @Override
    public void close() {
        // The map goes with the garbage; no descriptor is open.
    }
}
