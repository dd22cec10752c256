package org.idem.verify.figures;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.PairDataset;
import org.idem.data.io.TextLines;

/**
 * What is known of the images of a set: a text with a line for each image, separated by commas or tabs. The first line names
 * the columns: {@code key} (of images without names their row, from 0), perhaps {@code identity}, and any attributes such as {@code race} or {@code age}.
 *
 * @param file where it was read
 * @param columns names of the columns without {@code key}
 * @param rows values of each image by its key, in the order of the columns; empty where nothing is known
 */
public record AttributeTable(Path file, List<String> columns, Map<String, String[]> rows) {
    /** The column that says who is shown. */
    public static final String IDENTITY = "identity";

    private static final String KEY = "key";
    private static final String ENDING = ".attributes.csv";

    public AttributeTable {
        columns = List.copyOf(columns);
        rows = Map.copyOf(rows);
    }

    /** The table beside a set: {@code lfw.attributes.csv} beside {@code lfw.bin}; empty if there is none. */
    public static Optional<AttributeTable> beside(Path set) {
        String name = set.getFileName().toString();
        int dot = name.lastIndexOf('.');
        Path file = set.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ENDING);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /**
     * Reads a table.
     *
     * @throws InputException if it has no column {@code key}, or a line has another number of fields
     */
    public static AttributeTable read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(Problem.error(file, "--attributes", "There is no such file", "check the path"));
        }
        List<String> header = new ArrayList<>();
        Map<String, String[]> rows = new HashMap<>();
        String separator = TextLines.first(file).indexOf('\t') >= 0 ? "\t" : ",";
        TextLines.read(file, (number, line) -> {
            String[] fields = line.split(separator, -1);
            if (header.isEmpty()) {
                Arrays.stream(fields).map(String::strip).forEach(header::add);
                if (!header.contains(KEY)) {
                    throw malformed(file, number, "No column is named key");
                }
                return;
            }
            if (fields.length != header.size()) {
                throw malformed(
                        file, number, "There are " + fields.length + " fields, and " + header.size() + " columns");
            }
            int key = header.indexOf(KEY);
            String[] values = new String[fields.length - 1];
            for (int i = 0; i < values.length; i++) {
                values[i] = fields[i < key ? i : i + 1].strip();
            }
            rows.put(fields[key].strip(), values);
        });
        header.remove(KEY);
        return new AttributeTable(file, header, rows);
    }

    private static InputException malformed(Path file, int line, String message) {
        return new InputException(new Problem(
                Problem.Severity.ERROR,
                file,
                line,
                0,
                "",
                message,
                "the first line names the columns: key, identity, and attributes; each other line is an image"));
    }

    /** The columns that divide images into groups. */
    public List<String> attributes() {
        return columns.stream().filter(name -> !name.equals(IDENTITY)).toList();
    }

    /**
     * A value of an image of a set, by what the set calls it or by its row; empty where it is not known.
     *
     * @param image 2p and 2p + 1 are the images of pair p
     */
    public String value(PairDataset set, int image, String column) {
        String key = set.key(image);
        return value(rows.containsKey(key) ? key : Integer.toString(image), column);
    }

    /** A value of an image; empty where it is not known. */
    public String value(String key, String column) {
        String[] values = rows.get(key);
        int place = columns.indexOf(column);
        return values == null || place < 0 ? "" : values[place];
    }
}
