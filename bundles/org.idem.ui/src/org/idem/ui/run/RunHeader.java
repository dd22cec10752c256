package org.idem.ui.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.idem.run.RunStatus;
import org.idem.run.RunStatus.LiveState;
import org.idem.ui.Commands;
import org.idem.ui.icons.Icons;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunState;

/** One line above the pages: state in icon and word, progress and figures, and the commands for this run. */
final class RunHeader {
    private final Composite bar;
    private final Label icon;
    private final Label state;
    private final Label figures;
    private final ToolItem stop;
    private final ToolItem resume;
    private final LocalResourceManager images;

    /** {@code run} runs a command, by its id, on the run of this header. */
    RunHeader(Composite parent, Consumer<String> run) {
        bar = new Composite(parent, SWT.NONE);
        bar.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        GridLayout layout = new GridLayout(4, false);
        layout.marginWidth = 12;
        layout.marginHeight = 8;
        layout.horizontalSpacing = 8;
        bar.setLayout(layout);
        images = new LocalResourceManager(JFaceResources.getResources(), bar);
        icon = new Label(bar, SWT.NONE);
        state = new Label(bar, SWT.NONE);
        state.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        figures = new Label(bar, SWT.NONE);
        figures.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        ToolBar commands = new ToolBar(bar, SWT.FLAT | SWT.RIGHT);
        commands.setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
        stop = item(commands, "Stop", Icons.STOP, () -> run.accept(Commands.STOP));
        resume = item(commands, "Resume", Icons.RESUME, () -> run.accept(Commands.RESUME));
        item(commands, "Verify…", Icons.VERIFY, () -> run.accept(Commands.VERIFY));
        item(commands, "Export…", Icons.EXPORT, () -> run.accept(Commands.EXPORT));
    }

    private ToolItem item(ToolBar commands, String text, Icons image, Runnable action) {
        ToolItem item = new ToolItem(commands, SWT.PUSH);
        item.setText(text);
        item.setImage(images.create(image.descriptor()));
        item.addListener(SWT.Selection, event -> action.run());
        return item;
    }

    void show(RunRow row) {
        icon.setImage(images.create(RunState.icon(row.live()).descriptor()));
        state.setText(RunState.word(row.live()));
        String text = figures(row);
        if (!text.equals(figures.getText())) {
            figures.setText(text);
            figures.setToolTipText(text);
        }
        stop.setEnabled(row.live().isAlive());
        resume.setEnabled(!row.live().isAlive() && row.live() != LiveState.DONE);
        bar.layout();
    }

    private static String figures(RunRow row) {
        List<String> parts = new ArrayList<>();
        parts.add(labelled("step ", row.steps()));
        parts.add(message(row));
        parts.add(labelled("loss ", row.loss()));
        parts.add(labelled("accuracy ", row.accuracy()));
        parts.add(row.timeLeft().isEmpty() ? "" : row.timeLeft() + " left");
        parts.add(epoch(row.status()));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("  ·  "));
    }

    /** Why a run ended early; the last words of a process that was killed would mislead. */
    private static String message(RunRow row) {
        return switch (row.live()) {
            case CRASHED -> "the trainer ended without a word";
            case FAILED, UNKNOWN -> row.status().message();
            default -> "";
        };
    }

    /** The epoch that is under way, counted from one as in the log. */
    private static String epoch(RunStatus status) {
        int current = Math.min(status.progress().epoch() + 1, status.progress().epochs());
        return status.progress().epochs() > 0
                ? "epoch " + current + " / " + status.progress().epochs()
                : "";
    }

    private static String labelled(String label, String value) {
        return value.isEmpty() ? "" : label + value;
    }
}
