package org.idem.ui.onnx;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolItem;
import org.idem.core.Units;
import org.idem.run.Evaluation;
import org.idem.ui.icons.Icons;
import org.idem.ui.runs.RunRow;
import org.idem.ui.widgets.CommandBar;
import org.idem.verify.onnx.OnnxFile;

/** What stands above the pages: the file in figures, what can be done with it, and what it says wrongly. */
final class OnnxHeader {
    private final Composite bar;
    private final Label figures;
    private final Label warning;
    private final Label wrong;
    private final CommandBar commands;
    private final ToolItem verify;
    private final ToolItem openRun;
    private final OnnxActions actions;
    private List<Evaluation> evaluations = List.of();
    private Optional<RunRow> run = Optional.empty();

    OnnxHeader(Composite parent, OnnxActions actions) {
        this.actions = actions;
        bar = new Composite(parent, SWT.NONE);
        bar.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        GridLayoutFactory.fillDefaults()
                .numColumns(3)
                .margins(12, 8)
                .spacing(8, 4)
                .applyTo(bar);
        LocalResourceManager images = new LocalResourceManager(JFaceResources.getResources(), bar);
        Label icon = new Label(bar, SWT.NONE);
        icon.setImage(images.create(Icons.MODEL.descriptor()));
        figures = new Label(bar, SWT.WRAP);
        figures.setText("Reading…");
        figures.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        commands = new CommandBar(bar);
        commands.control().setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
        verify = item("Verify…", Icons.VERIFY, "Measure how well the model tells faces apart", this::verify);
        openRun = item("Open Run", Icons.RUN, "Open the run that the file was exported from", this::openRun);
        warning = new Label(bar, SWT.NONE);
        warning.setImage(images.create(Icons.WARNING.descriptor()));
        wrong = new Label(bar, SWT.WRAP);
        GridDataFactory.fillDefaults()
                .align(SWT.BEGINNING, SWT.BEGINNING)
                .exclude(true)
                .applyTo(warning);
        GridDataFactory.fillDefaults()
                .span(2, 1)
                .grab(true, false)
                .exclude(true)
                .applyTo(wrong);
    }

    private ToolItem item(String word, Icons image, String toolTip, Runnable action) {
        ToolItem item = commands.add(word, image.descriptor(), image.disabledDescriptor(), toolTip, action);
        commands.enable(item, false);
        return item;
    }

    private void verify() {
        actions.verify(evaluations);
    }

    private void openRun() {
        run.ifPresent(actions::open);
    }

    void show(OnnxReading reading) {
        evaluations = reading.evaluations();
        run = actions.run(reading);
        figures.setText(figures(reading.file()));
        commands.enable(verify, true);
        commands.enable(openRun, run.isPresent());
        List<String> problems = reading.claims().problems();
        wrong.setText(problems.stream().map(OnnxReading::line).collect(Collectors.joining("\n")));
        for (Label label : List.of(warning, wrong)) {
            label.setVisible(!problems.isEmpty());
            ((GridData) label.getLayoutData()).exclude = problems.isEmpty();
        }
        bar.getParent().layout(true, true);
    }

    private static String figures(OnnxFile file) {
        String types = String.join(", ", file.weights().keySet());
        return String.join(
                "  ·  ",
                Units.bytes(file.bytes()),
                Units.count(file.parameters()) + " parameters" + (types.isEmpty() ? "" : " (" + types + ")"),
                Units.count(file.nodes()) + " nodes",
                "opset " + file.opset());
    }
}
