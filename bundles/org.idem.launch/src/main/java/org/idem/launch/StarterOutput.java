package org.idem.launch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code mpirun} prints where it cannot start ranks: a few words of its own, and pages of advice in frames of hyphens. */
final class StarterOutput {
    private static final Pattern FRAME = Pattern.compile("-{20,}");

    private StarterOutput() {}

    /** The words before the advice, a few lines; empty where what was printed has no such frame. */
    static Optional<String> reason(String printed) {
        List<String> lines = printed.lines().toList();
        if (lines.stream().noneMatch(line -> FRAME.matcher(line).matches())) {
            return Optional.empty();
        }
        String words = String.join(
                "\n",
                lines.stream()
                        .dropWhile(StarterOutput::isEmpty)
                        .takeWhile(line -> !line.isBlank())
                        .filter(line -> !isEmpty(line) && !line.endsWith(":"))
                        .toList());
        return Optional.of(words).filter(text -> !text.isBlank());
    }

    private static boolean isEmpty(String line) {
        return line.isBlank() || FRAME.matcher(line).matches();
    }
}
