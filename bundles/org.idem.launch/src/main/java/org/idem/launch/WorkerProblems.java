package org.idem.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.idem.core.Problem;

/** Turns the problems that a worker printed, as compilers do, into problems again. */
final class WorkerProblems {
    private static final Pattern LINE = Pattern.compile(
            "^(?:(?<file>.+?)(?::(?<line>\\d+)(?::(?<column>\\d+))?)?: )?(?<severity>error|warning): (?<text>.+)$",
            Pattern.MULTILINE);

    private WorkerProblems() {}

    /** The problems in a worker's last words; never empty. */
    static List<Problem> parse(String tail) {
        List<Problem> problems = LINE.matcher(tail)
                .results()
                .map(found -> problem(found.group()))
                .toList();
        return problems.isEmpty() ? List.of(Problem.error(null, "", tail.strip(), "")) : problems;
    }

    private static Problem problem(String line) {
        Matcher matcher = LINE.matcher(line);
        matcher.matches();
        return new Problem(
                matcher.group("severity").equals("error") ? Problem.Severity.ERROR : Problem.Severity.WARNING,
                matcher.group("file") == null ? null : Path.of(matcher.group("file")),
                number(matcher.group("line")),
                number(matcher.group("column")),
                "",
                matcher.group("text"),
                "");
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
