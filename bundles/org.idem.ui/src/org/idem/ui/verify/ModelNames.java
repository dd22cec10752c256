package org.idem.ui.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.idem.core.Units;

/** Short names for evaluations that are shown together: what they differ in. */
final class ModelNames {
    private ModelNames() {}

    /** Of each evaluation: its run, its step and its set, as far as these are not the same for all. */
    static List<String> of(List<EvaluationInput> inputs) {
        return inputs.stream().map(one -> name(inputs, one, true)).toList();
    }

    /** Of the model alone, however many sets it was verified on. */
    static List<String> models(List<EvaluationInput> inputs) {
        return inputs.stream().map(one -> name(inputs, one, false)).toList();
    }

    private static String name(List<EvaluationInput> inputs, EvaluationInput one, boolean withSet) {
        List<String> parts = new ArrayList<>();
        boolean steps = differ(inputs, EvaluationInput::step);
        boolean sets = withSet && differ(inputs, EvaluationInput::set);
        if (differ(inputs, EvaluationInput::path) || !steps && !sets) {
            parts.add(runName(one.path()));
        }
        if (steps) {
            parts.add("step " + Units.count(one.step()));
        }
        if (sets) {
            parts.add(one.set());
        }
        return String.join(" · ", parts);
    }

    private static String runName(Path run) {
        return String.valueOf(run.getFileName());
    }

    private static boolean differ(List<EvaluationInput> inputs, Function<EvaluationInput, Object> part) {
        return inputs.stream().map(part).distinct().count() > 1;
    }
}
