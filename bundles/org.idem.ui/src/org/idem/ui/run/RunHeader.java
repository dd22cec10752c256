package org.idem.ui.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jface.action.ToolBarManager;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.menus.IMenuService;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunState;

/** One line above the pages: state in icon and word, progress and figures, and the commands for this run. */
final class RunHeader {
    /** Where plugin.xml contributes the commands. */
    private static final String TOOL_BAR = "toolbar:org.idem.ui.run.header";

    private final Composite bar;
    private final Label icon;
    private final Label state;
    private final Label figures;
    private final LocalResourceManager images;

    RunHeader(Composite parent, IMenuService menus) {
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
        ToolBarManager commands = new ToolBarManager(SWT.FLAT | SWT.RIGHT);
        menus.populateContributionManager(commands, TOOL_BAR);
        commands.createControl(bar).setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
        bar.addDisposeListener(event -> {
            menus.releaseContributions(commands);
            commands.dispose();
        });
    }

    void show(RunRow row) {
        icon.setImage(images.create(RunState.icon(row.live()).descriptor()));
        state.setText(RunState.word(row.live()));
        figures.setText(figures(row));
        figures.setToolTipText(row.status().message());
        bar.layout();
    }

    private static String figures(RunRow row) {
        List<String> parts = new ArrayList<>();
        parts.add(labelled("step ", row.progress()));
        parts.add(
                row.status().epochs() > 0
                        ? "epoch " + row.status().epoch() + " / " + row.status().epochs()
                        : "");
        parts.add(labelled("loss ", row.loss()));
        parts.add(labelled("accuracy ", row.accuracy()));
        parts.add(row.live().isAlive() && !row.imagesPerSecond().isEmpty() ? row.imagesPerSecond() + " images/s" : "");
        parts.add(row.timeLeft().isEmpty() ? "" : row.timeLeft() + " left");
        if (!row.live().isAlive()) {
            parts.add(row.status().message());
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("   ·   "));
    }

    private static String labelled(String label, String value) {
        return value.isEmpty() ? "" : label + value;
    }
}
