package org.idem.data.format;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.PairDataset;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.io.FileCutException;
import org.idem.data.io.TextLines;

/**
 * Pairs of LFW's protocol: {@code name i j} for two pictures of one person, {@code name1 i name2 j} for two people, separated
 * by tabs; picture i of a person is {@code name/name_000i.jpg}. Pairs come in the order of the file, fold by fold.
 */
final class LfwPairs implements PairDataset {
    private static final List<String> ENDINGS = List.of(".jpg", ".png", ".jpeg", ".bmp", ".webp");
    private static final List<String> FOLDERS =
            List.of("", "lfw", "lfw-deepfunneled", "lfw_funneled", "lfw-funneled", "images");

    private final TextLines lines;
    private final Path root;
    private final BitSet same;
    private final Map<Integer, String> malformed;

    private LfwPairs(TextLines lines, Path root, Reading reading) {
        this.lines = lines;
        this.root = root;
        this.same = reading.same;
        this.malformed = reading.malformed;
    }

    /**
     * Reads which pairs are genuine.
     *
     * @param root folder of the people's folders, or one that holds it under one of its usual names
     * @param skipsMalformed whether a malformed line becomes a pair that cannot be read; otherwise the first one ends the
     *     reading
     * @throws InputException at the first malformed line, unless they are skipped
     */
    static LfwPairs open(Path path, Path root, boolean skipsMalformed) {
        Reading reading = new Reading(path, skipsMalformed);
        TextLines lines = TextLines.read(path, reading);
        return new LfwPairs(lines, reading.people(root), reading);
    }

    /** Collects the truth of each pair in one pass over the file. */
    private static final class Reading implements TextLines.Visitor {
        private static final int HEADER = 1;
        private static final int MOST_MALFORMED = 100_000;

        private final Path path;
        private final boolean skipsMalformed;
        private final BitSet same = new BitSet();
        private final Map<Integer, String> malformed = new HashMap<>();
        private String firstPerson = "";
        private int seen;

        Reading(Path path, boolean skipsMalformed) {
            this.path = path;
            this.skipsMalformed = skipsMalformed;
        }

        @Override
        public void visit(int number, String line) {
            int pair = seen++ - HEADER;
            if (pair < 0) {
                return;
            }
            String[] fields = line.split("\t", -1);
            boolean genuine = fields.length == 3 && isNumber(fields[1]) && isNumber(fields[2]);
            boolean impostor = fields.length == 4 && isNumber(fields[1]) && isNumber(fields[3]);
            if (genuine || impostor) {
                same.set(pair, genuine);
                firstPerson = firstPerson.isEmpty() ? fields[0] : firstPerson;
            } else if (skipsMalformed && malformed.size() < MOST_MALFORMED) {
                malformed.put(pair, "line " + number);
            } else {
                throw new InputException(new Problem(
                        Problem.Severity.ERROR,
                        path,
                        number,
                        0,
                        "",
                        "The line names no pair",
                        "Each line is name<TAB>i<TAB>j, or name1<TAB>i<TAB>name2<TAB>j"));
            }
        }

        private static boolean isNumber(String field) {
            return field.strip().matches("[0-9]{1,6}");
        }

        /** The folder that holds the people's folders; the given one where none does. */
        Path people(Path root) {
            return FOLDERS.stream()
                    .map(root::resolve)
                    .filter(folder -> isFolder(folder, firstPerson))
                    .findFirst()
                    .orElse(root);
        }

        private static boolean isFolder(Path parent, String name) {
            try {
                return !name.isEmpty() && Files.isDirectory(parent.resolve(name));
            } catch (InvalidPathException e) {
                return false;
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
    public int pairs() {
        return Math.max(0, lines.size() - Reading.HEADER);
    }

    @Override
    public boolean same(int pair) {
        return same.get(pair);
    }

    @Override
    public EncodedImage first(int pair) {
        String[] fields = fields(pair);
        return read(fields[0], fields[1]);
    }

    @Override
    public EncodedImage second(int pair) {
        String[] fields = fields(pair);
        return fields.length == 3 ? read(fields[0], fields[2]) : read(fields[2], fields[3]);
    }

    private String[] fields(int pair) {
        String line = malformed.get(pair);
        if (line != null) {
            throw new DamagedImageException(line, -1, Damage.BAD_LINE, "The line names no pair");
        }
        try {
            return lines.fields(pair + Reading.HEADER);
        } catch (FileCutException e) {
            throw new DamagedImageException("pair " + pair, -1, Damage.TRUNCATED, e.getMessage());
        }
    }

    private EncodedImage read(String person, String number) {
        String stem = person + "/" + person + String.format(Locale.ROOT, "_%04d", Integer.parseInt(number.strip()));
        for (String ending : ENDINGS) {
            if (exists(stem + ending)) {
                return ImageFiles.read(root, stem + ending);
            }
        }
        return ImageFiles.read(root, stem + ENDINGS.get(0));
    }

    private boolean exists(String key) {
        try {
            return Files.exists(root.resolve(key));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public void close() {
        // The map goes with the garbage; no descriptor is open.
    }
}
