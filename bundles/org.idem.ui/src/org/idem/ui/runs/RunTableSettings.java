package org.idem.ui.runs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.ILog;
import org.idem.core.AtomicFiles;

/**
 * How the table of runs is laid out, as it is kept with the folder in {@code .idem/runs-table.properties}. Immutable.
 *
 * @param columns ids of the columns in their order; empty for those that tell the runs from each other
 * @param widths of columns that the user has made wider or narrower, in pixels
 * @param sort id of the column to sort by; empty for the newest first
 * @param descending whether it is sorted the other way round
 * @param group id of the column by whose values runs are grouped; empty for no groups
 * @param archived whether runs in the archive are listed too
 */
public record RunTableSettings(
        List<String> columns,
        Map<String, Integer> widths,
        String sort,
        boolean descending,
        String group,
        boolean archived) {
    /** Before anybody has chosen anything. */
    public static final RunTableSettings AUTOMATIC = new RunTableSettings(List.of(), Map.of(), "", false, "", false);

    private static final String COLUMNS = "columns";
    private static final String WIDTH = "width.";
    private static final int LEAST_WIDTH = 8;
    private static final int MOST_WIDTH = 4000;

    public RunTableSettings {
        columns = List.copyOf(columns);
        widths = Map.copyOf(widths);
    }

    private static Path file(Path folder) {
        return folder.resolve(".idem").resolve("runs-table.properties");
    }

    /** What a folder keeps; what cannot be read counts as nothing. Not for the UI thread. */
    public static RunTableSettings read(Path folder) {
        Properties all = new Properties();
        if (Files.isRegularFile(file(folder))) {
            try (BufferedReader reader = Files.newBufferedReader(file(folder))) {
                all.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                ILog.get().warn("The layout of the table of runs cannot be read", e);
            }
        }
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (String name : all.stringPropertyNames()) {
            if (name.startsWith(WIDTH) && all.getProperty(name).matches("\\d{1,4}")) {
                int width = Integer.parseInt(all.getProperty(name));
                widths.put(name.substring(WIDTH.length()), Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, width)));
            }
        }
        List<String> columns = Arrays.stream(all.getProperty(COLUMNS, "").split("\n"))
                .filter(id -> !id.isBlank())
                .distinct()
                .toList();
        return new RunTableSettings(
                columns,
                widths,
                all.getProperty("sort", ""),
                Boolean.parseBoolean(all.getProperty("descending")),
                all.getProperty("group", ""),
                Boolean.parseBoolean(all.getProperty("archived")));
    }

    /** Keeps this with a folder; one that takes no file is left as it is. Not for the UI thread. */
    public void write(Path folder) {
        Properties all = new Properties();
        all.setProperty(COLUMNS, columns.stream().collect(Collectors.joining("\n")));
        widths.forEach((id, width) -> all.setProperty(WIDTH + id, width.toString()));
        all.setProperty("sort", sort);
        all.setProperty("descending", Boolean.toString(descending));
        all.setProperty("group", group);
        all.setProperty("archived", Boolean.toString(archived));
        StringWriter text = new StringWriter();
        try {
            all.store(text, null);
            AtomicFiles.write(file(folder), text.toString());
        } catch (IOException | UncheckedIOException e) {
            ILog.get().warn("The layout of the table of runs cannot be kept in " + folder, e);
        }
    }

    /** The same with these columns; none for those that tell the runs from each other. */
    public RunTableSettings withColumns(List<String> ids) {
        return new RunTableSettings(ids, widths, sort, descending, group, archived);
    }

    /** The same with other widths for some columns. */
    public RunTableSettings withWidths(Map<String, Integer> changed) {
        Map<String, Integer> all = new LinkedHashMap<>(widths);
        all.putAll(changed);
        return new RunTableSettings(columns, all, sort, descending, group, archived);
    }

    /** The same in another order. */
    public RunTableSettings sortedBy(String column, boolean downwards) {
        return new RunTableSettings(columns, widths, column, downwards, group, archived);
    }

    /** The same in other groups. */
    public RunTableSettings groupedBy(String column) {
        return new RunTableSettings(columns, widths, sort, descending, column, archived);
    }

    /** The same with or without runs in the archive. */
    public RunTableSettings withArchived(boolean shown) {
        return new RunTableSettings(columns, widths, sort, descending, group, shown);
    }
}
