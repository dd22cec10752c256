package org.idem.bench.fuzz;

import java.util.List;
import java.util.stream.Stream;
import org.idem.fuzz.FuzzTarget;

/** Every reader of files that others may have written. */
public final class FuzzTargets {
    private FuzzTargets() {}

    /** All readers with their sound files. */
    public static List<FuzzTarget> all() {
        return Stream.of(
                        ImageTargets.all(),
                        DataTargets.all(),
                        ConfigTargets.all(),
                        RunTargets.all(),
                        EvaluationTargets.all(),
                        WeightTargets.all())
                .flatMap(targets -> targets)
                .toList();
    }
}
