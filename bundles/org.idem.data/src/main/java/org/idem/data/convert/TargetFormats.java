package org.idem.data.convert;

import java.util.List;
import java.util.stream.Collectors;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** The formats that sets are converted to. */
final class TargetFormats {
    private static final List<TargetFormat> ALL =
            List.of(new ListTarget(), new FoldersTarget(), new RecordIoTarget(), new BinTarget());

    private TargetFormats() {}

    static List<String> words() {
        return ALL.stream().map(TargetFormat::word).toList();
    }

    /**
     * The format with this word.
     *
     * @throws InputException if there is none
     */
    static TargetFormat of(String word) {
        return ALL.stream()
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InputException(Problem.error(
                        null,
                        "--to",
                        "\"" + word + "\" is no format to convert to",
                        "Give one of " + String.join(", ", words()))));
    }

    /** What pairs, or images, can be converted to, for messages. */
    static String wordsFor(boolean pairs) {
        return ALL.stream()
                .filter(format -> pairs ? format.takesPairs() : format.takesImages())
                .map(TargetFormat::word)
                .collect(Collectors.joining(", "));
    }
}
