package org.idem.data.convert;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.data.DataProblem;

/** What a conversion leaves out, kept on disk while it is under way so that nothing is forgotten by an interruption. */
final class SkippedImages implements Closeable {
    private static final String NAME = "-skipped";

    private final Path file;
    private final GrowingFile lines;
    private final List<DataProblem> problems = new ArrayList<>();

    /** Begins, or goes on with what the state knows of. */
    SkippedImages(Path stateFile, ConversionState state) throws IOException {
        this.file = stateFile.resolveSibling(stateFile.getFileName() + NAME);
        this.lines = new GrowingFile(file, state.length(NAME));
        for (String line : Files.readAllLines(GrowingFile.partOf(file), StandardCharsets.UTF_8)) {
            String[] fields = line.split("\t", 4);
            if (fields.length == 4 && fields[1].matches("-?[0-9]{1,18}")) {
                problems.add(new DataProblem(fields[0], Long.parseLong(fields[1]), fields[2], fields[3]));
            }
        }
    }

    void add(DataProblem problem) throws IOException {
        problems.add(problem);
        String line = field(problem.key()) + "\t" + problem.offset() + "\t" + problem.kind() + "\t"
                + field(problem.message()) + "\n";
        lines.out().write(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String field(String text) {
        return text.replaceAll("[\\t\\r\\n]", " ");
    }

    List<DataProblem> problems() {
        return List.copyOf(problems);
    }

    Map<String, Long> flush() throws IOException {
        return Map.of(NAME, lines.flushedLength());
    }

    /** Forgets the file: the work is complete. */
    void delete() throws IOException {
        lines.close();
        Files.deleteIfExists(GrowingFile.partOf(file));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
