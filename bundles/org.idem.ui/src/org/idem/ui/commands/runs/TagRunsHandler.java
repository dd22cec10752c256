package org.idem.ui.commands.runs;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.idem.core.InputException;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.ui.commands.CommandContext;

/** Asks for the tags of the selected runs; of several it shows and changes those that all of them have. */
public final class TagRunsHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        List<RunDirectory> runs = workplace.selectedRuns();
        Set<String> common = new TreeSet<>();
        workplace.selectedRows().stream()
                .map(row -> row.labels().tags())
                .reduce(TagRunsHandler::both)
                .ifPresent(common::addAll);
        InputDialog dialog = new InputDialog(
                workplace.shell(),
                "Tags",
                (runs.size() == 1 ? "Tags of " : "Tags that all have of ") + RunLabeling.named(runs)
                        + ", separated by spaces:",
                String.join(" ", common),
                TagRunsHandler::problem);
        if (dialog.open() == Window.OK) {
            RunLabeling.of(
                            "Tags of " + RunLabeling.named(runs),
                            runs,
                            change(common, words(dialog.getValue())),
                            workplace.runs())
                    .schedule();
        }
        return null;
    }

    private static Set<String> both(Set<String> a, Set<String> b) {
        Set<String> both = new TreeSet<>(a);
        both.retainAll(b);
        return both;
    }

    private static UnaryOperator<RunLabels> change(Set<String> before, Set<String> after) {
        return labels -> {
            RunLabels changed = labels;
            for (String tag : before) {
                changed = after.contains(tag) ? changed : changed.without(tag);
            }
            for (String tag : after) {
                changed = changed.with(tag);
            }
            return changed;
        };
    }

    private static Set<String> words(String text) {
        return new TreeSet<>(Arrays.stream(text.strip().split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    private static String problem(String text) {
        try {
            words(text).forEach(RunLabels.NONE::with);
            return null;
        } catch (InputException e) {
            return e.problems().get(0).message() + ": " + e.problems().get(0).remedy();
        }
    }
}
