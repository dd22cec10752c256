package org.idem.ui.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolItem;
import org.idem.run.RunStatus;
import org.idem.ui.Commands;
import org.idem.ui.icons.Icons;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunState;
import org.idem.ui.widgets.CommandBar;

/**
 * What stands above the pages: state in icon and word, progress and figures, the commands for this run, and below them
 * why a run ended early. Text that does not fit into a line goes on in the next.
 */
final class RunHeader {
    /** A figure stays with its unit and its name when the line is broken. */
    private static final char NO_BREAK_SPACE = '\u00A0';

    private static final int ROOM_FOR_FIGURES = 280;

    private final Composite bar;
    private final Label icon;
    private final Label state;
    private final Label figures;
    private final Label reason;
    private final CommandBar commands;
    private final ToolItem stop;
    private final ToolItem resume;
    private final ToolItem verify;
    private final ToolItem export;
    private final LocalResourceManager images;

    /** {@code run} runs a command, by its id, on the run of this header. */
    RunHeader(Composite parent, Consumer<String> run) {
        bar = new Composite(parent, SWT.NONE);
        bar.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        GridLayoutFactory.fillDefaults()
                .numColumns(4)
                .margins(12, 8)
                .spacing(8, 4)
                .applyTo(bar);
        images = new LocalResourceManager(JFaceResources.getResources(), bar);
        icon = new Label(bar, SWT.NONE);
        state = new Label(bar, SWT.NONE);
        state.setText("Reading…");
        state.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        figures = new Label(bar, SWT.WRAP);
        figures.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        commands = new CommandBar(bar);
        commands.control().setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
        reason = new Label(bar, SWT.WRAP);
        GridDataFactory.fillDefaults()
                .span(4, 1)
                .grab(true, false)
                .exclude(true)
                .applyTo(reason);
        stop = item("Stop", Icons.STOP, () -> run.accept(Commands.STOP));
        resume = item("Resume", Icons.RESUME, () -> run.accept(Commands.RESUME));
        verify = item("Verify…", Icons.VERIFY, () -> run.accept(Commands.VERIFY));
        export = item("Export…", Icons.EXPORT, () -> run.accept(Commands.EXPORT));
        bar.addListener(SWT.Resize, event -> fold());
    }

    /** Where there is no room for both, the commands stand below the figures. */
    private void fold() {
        int room = bar.getClientArea().width - commands.control().computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
        int columns = room < ROOM_FOR_FIGURES ? 3 : 4;
        GridLayout layout = (GridLayout) bar.getLayout();
        if (layout.numColumns != columns) {
            layout.numColumns = columns;
            GridData data = (GridData) commands.control().getLayoutData();
            data.horizontalSpan = columns == 3 ? 3 : 1;
            data.horizontalAlignment = columns == 3 ? SWT.BEGINNING : SWT.END;
            ((GridData) reason.getLayoutData()).horizontalSpan = columns;
            bar.requestLayout();
        }
    }

    private ToolItem item(String word, Icons image, Runnable action) {
        ToolItem item = commands.add(word, image.descriptor(), image.disabledDescriptor(), null, action);
        commands.enable(item, false);
        return item;
    }

    /** Shows a run as it is, with what can be done to it. */
    void show(RunRow row) {
        showState(row);
        commands.enable(stop, row.live().isAlive());
        commands.enable(resume, row.isResumable());
        commands.enable(verify, row.hasCheckpoint());
        commands.enable(export, row.hasCheckpoint());
        layOut();
    }

    /** Shows a run as it was; nothing can be done to the past. */
    void showPast(RunRow row) {
        showState(row);
        List.of(stop, resume, verify, export).forEach(item -> commands.enable(item, false));
        layOut();
    }

    private void layOut() {
        bar.getParent().layout(new Control[] {icon, state, figures, reason});
    }

    private void showState(RunRow row) {
        icon.setImage(images.create(RunState.icon(row.live()).descriptor()));
        state.setText(RunState.word(row.live()));
        figures.setText(figures(row));
        String message = message(row);
        reason.setText(message);
        reason.setVisible(!message.isEmpty());
        ((GridData) reason.getLayoutData()).exclude = message.isEmpty();
    }

    private static String figures(RunRow row) {
        List<String> parts = new ArrayList<>();
        parts.add(labelled("step ", row.steps()));
        parts.add(epoch(row.status()));
        parts.add(row.timeLeft().isEmpty() ? "" : row.timeLeft() + " left");
        parts.add(labelled("loss ", row.loss()));
        parts.add(labelled("accuracy ", row.accuracy()));
        return parts.stream()
                .filter(part -> !part.isEmpty())
                .map(part -> part.replace(' ', NO_BREAK_SPACE))
                .collect(Collectors.joining("  ·  "));
    }

    /** Why a run ended early; the last words of a process that was killed would mislead. */
    private static String message(RunRow row) {
        return switch (row.live()) {
            case CRASHED -> "The trainer ended without a word.";
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
