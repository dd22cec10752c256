package org.idem.data.format;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.PairDataset;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.io.FileCutException;
import org.idem.data.io.TextLines;

/** A list of pairs, a line each, whose pictures are files below an image root. */
final class PairList implements PairDataset {
    private final TextLines lines;
    private final Path root;
    private final PairSyntax syntax;
    private final BitSet same;
    private final Map<Integer, Malformed> malformed;

    private PairList(TextLines lines, Path root, Truths truths) {
        this.lines = lines;
        this.root = root;
        this.syntax = truths.syntax;
        this.same = truths.same;
        this.malformed = truths.malformed;
    }

    /**
     * Reads which pairs are genuine.
     *
     * @param skipsMalformed whether a malformed line becomes a pair that cannot be read; otherwise the first one ends the
     *     reading
     * @throws org.idem.core.InputException at the first malformed line, unless they are skipped
     */
    static PairList open(Path path, Path root, PairSyntax syntax, boolean skipsMalformed) {
        Truths truths = new Truths(path, syntax, skipsMalformed);
        return new PairList(TextLines.read(path, truths), root, truths);
    }

    /** A line that names no pair. */
    private record Malformed(int line, String fault) {}

    /** Collects the truth of each pair in one pass over the file. */
    private static final class Truths implements TextLines.Visitor {
        /** With more malformed lines it is no list of pairs. */
        private static final int MOST_MALFORMED = 100_000;

        private final Path path;
        private final PairSyntax syntax;
        private final boolean skipsMalformed;
        private final BitSet same = new BitSet();
        private final Map<Integer, Malformed> malformed = new HashMap<>();
        private int seen;

        Truths(Path path, PairSyntax syntax, boolean skipsMalformed) {
            this.path = path;
            this.syntax = syntax;
            this.skipsMalformed = skipsMalformed;
        }

        @Override
        public void visit(int number, String line) {
            int pair = seen++ - syntax.headerLines();
            String fault = pair < 0 ? "" : syntax.fault(line);
            if (fault.isEmpty()) {
                same.set(Math.max(0, pair), pair >= 0 && syntax.same(line));
            } else if (skipsMalformed && malformed.size() < MOST_MALFORMED) {
                malformed.put(pair, new Malformed(number, fault));
            } else {
                throw new InputException(
                        new Problem(Problem.Severity.ERROR, path, number, 0, "", fault, syntax.remedy()));
            }
        }
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
    public Path imageRoot() {
        return FileNames.isFolderOf(path(), root) ? null : root;
    }

    @Override
    public int pairs() {
        return Math.max(0, lines.size() - syntax.headerLines());
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

    @Override
    public String key(int image) {
        int pair = image / 2;
        if (malformed.containsKey(pair)) {
            return "line " + malformed.get(pair).line();
        }
        return syntax.path(root, lines.get(pair + syntax.headerLines()), image % 2);
    }

    @Override
    public boolean hasNames() {
        return true;
    }

    private EncodedImage image(int pair, int side) {
        Malformed line = malformed.get(pair);
        if (line != null) {
            throw new DamagedImageException("line " + line.line(), -1, Damage.BAD_LINE, line.fault());
        }
        try {
            return syntax.read(root, lines.get(pair + syntax.headerLines()), side);
        } catch (FileCutException e) {
            throw new DamagedImageException(pair + "." + side, -1, Damage.TRUNCATED, e.getMessage());
        }
    }

    @Override
    public void close() {
        // The map goes with the garbage; no descriptor is open.
    }
}
