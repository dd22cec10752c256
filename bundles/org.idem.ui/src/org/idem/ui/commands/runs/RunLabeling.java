package org.idem.ui.commands.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.ui.runs.RunOperation;
import org.idem.ui.runs.RunsModel;

/** A change of what people say of some runs, which can be undone. */
final class RunLabeling {
    private RunLabeling() {}

    /** Changes labels as they are when it is done; undoing brings back what they were then. */
    static RunOperation of(String label, List<RunDirectory> runs, UnaryOperator<RunLabels> change, RunsModel model) {
        Map<RunDirectory, RunLabels> before = new LinkedHashMap<>();
        return new RunOperation(
                label,
                () -> runs.forEach(run -> {
                    RunLabels labels = RunLabels.read(run);
                    before.put(run, labels);
                    change.apply(labels).write(run);
                }),
                () -> before.forEach((run, labels) -> labels.write(run)),
                model);
    }

    /** {@code 3 runs}, or the name of the only one. */
    static String named(List<RunDirectory> runs) {
        return runs.size() == 1 ? runs.get(0).name() : runs.size() + " runs";
    }
}
