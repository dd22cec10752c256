package org.idem.run.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Gives the lines of a text file one after the other; bytes that are no UTF-8 become U+FFFD, and no line is longer than a bound. */
final class TextLines {
    private static final int LONGEST = 1 << 20;

    private TextLines() {}

    static void read(Path file, Consumer<String> line) throws IOException {
        try (Reader reader = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
            StringBuilder text = new StringBuilder();
            for (int next = reader.read(); next >= 0; next = reader.read()) {
                if (next == '\n' || next == '\r') {
                    give(text, line);
                } else if (text.length() < LONGEST) {
                    text.append((char) next);
                }
            }
            give(text, line);
        }
    }

    private static void give(StringBuilder text, Consumer<String> line) {
        if (text.length() > 0) {
            line.accept(text.toString());
            text.setLength(0);
        }
    }
}
