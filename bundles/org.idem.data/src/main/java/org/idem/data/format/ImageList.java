package org.idem.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Units;
import org.idem.data.DataProblem;
import org.idem.data.LabelReading;
import org.idem.data.LeftOut;
import org.idem.data.image.Damage;
import org.idem.data.io.TextLines;

/** A list of images, a line each, paths relative to an image root. */
final class ImageList implements LabeledFiles {
    private static final int MOST_PROBLEMS = 1000;

    private final TextLines lines;
    private final ListSyntax syntax;
    private final Labels read;
    private final int[] labels;
    private final int[] lineOf;
    private final int identities;

    private ImageList(TextLines lines, ListSyntax syntax, Labels read) {
        this.lines = lines;
        this.syntax = syntax;
        this.read = read;
        this.labels = Arrays.copyOf(read.labels, read.size);
        this.identities = LabelReading.identities(labels);
        this.lineOf = read.malformed.isEmpty() ? null : read.soundLines();
    }

    /**
     * Reads all labels.
     *
     * @param skipsMalformed whether malformed lines are left out and kept as problems
     * @throws InputException at the first malformed line, unless they are skipped
     */
    static ImageList read(Path path, ListSyntax syntax, boolean skipsMalformed) {
        Labels labels = new Labels(path, syntax, skipsMalformed);
        TextLines lines = TextLines.read(path, labels);
        return new ImageList(lines, syntax, labels);
    }

    /** Collects the labels in one pass over the file. */
    private static final class Labels implements TextLines.Visitor {
        private final Path path;
        private final ListSyntax syntax;
        private final boolean skipsMalformed;
        private final List<DataProblem> problems = new ArrayList<>();
        private final BitSet malformed = new BitSet();
        private int[] labels = new int[1024];
        private int size;
        private int seen;

        Labels(Path path, ListSyntax syntax, boolean skipsMalformed) {
            this.path = path;
            this.syntax = syntax;
            this.skipsMalformed = skipsMalformed;
        }

        @Override
        public void visit(int number, String line) {
            String fault = syntax.fault(line);
            if (fault.isEmpty()) {
                add(syntax.label(line));
            } else if (skipsMalformed) {
                malformed.set(seen);
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add(new DataProblem("line " + number, -1, Damage.BAD_LINE.word(), fault));
                }
            } else {
                throw TextLines.malformed(path, number, fault);
            }
            seen++;
        }

        private void add(int label) {
            if (size == labels.length) {
                labels = Arrays.copyOf(labels, size + size / 2);
            }
            labels[size++] = label;
        }

        int[] soundLines() {
            int[] sound = new int[size];
            int line = -1;
            for (int i = 0; i < size; i++) {
                line = malformed.nextClearBit(line + 1);
                sound[i] = line;
            }
            return sound;
        }
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int identities() {
        return identities;
    }

    @Override
    public String path(int index) {
        return syntax.path(lines.get(lineOf == null ? index : lineOf[index]));
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public List<LeftOut> leftOut() {
        int malformed = read.malformed.cardinality();
        return malformed == 0 ? List.of() : List.of(new LeftOut("malformed lines", malformed));
    }

    @Override
    public List<String> notes() {
        int malformed = read.malformed.cardinality();
        return malformed == 0 ? List.of() : List.of(Units.count(malformed) + " lines are malformed and left out");
    }

    @Override
    public List<DataProblem> problems() {
        return List.copyOf(read.problems);
    }
}
