package org.idem.ui.newconfig;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.idem.config.Precision;
import org.idem.model.Graphs;
import org.idem.plan.template.HeadTemplate;
import org.idem.plan.template.NewConfig;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.widgets.UiUpdateQueue;

/** Network, head and numbers, with the config that comes of them below. */
final class TrainingPage extends WizardPage {
    private static final String DESCRIPTION =
            "What is trained and for how long; everything else is in the config below.";

    private final Path folder;
    private final UiUpdateQueue updates;
    private final Supplier<MeasuredData> data;
    private MeasuredData shownFor;
    private Combo backbone;
    private Combo head;
    private Spinner batchSize;
    private Spinner epochs;
    private Combo precision;
    private Text file;
    private StyledText preview;
    private boolean proposing;
    private boolean numbersChosen;
    private boolean fileChosen;
    private LoadJob<ConfigDraft> drafting;
    private ConfigDraft draft;

    TrainingPage(Path folder, UiUpdateQueue updates, Supplier<MeasuredData> data) {
        super("training", "Training", null);
        this.folder = folder;
        this.updates = updates;
        this.data = data;
        setDescription(DESCRIPTION);
        setPageComplete(false);
    }

    /** The config as it is shown, if it can be written. */
    Optional<ConfigDraft> draft() {
        return Optional.ofNullable(draft).filter(ConfigDraft::writable);
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(4)
                .margins(12, 12)
                .spacing(8, 8)
                .applyTo(page);
        backbone = combo(page, "Bac&kbone:", Graphs.names().stream());
        head = combo(page, "&Head:", Stream.of(HeadTemplate.values()).map(HeadTemplate::title));
        batchSize = spinner(page, "B&atch size:", 1, 65_536);
        epochs = spinner(page, "&Epochs:", 1, 100_000);
        precision = combo(page, "&Precision:", Stream.of(Precision.values()).map(Precision::key));
        GridDataFactory.fillDefaults()
                .span(3, 1)
                .align(SWT.BEGINNING, SWT.CENTER)
                .applyTo(precision);
        createFile(page);
        GridDataFactory.swtDefaults()
                .align(SWT.BEGINNING, SWT.BEGINNING)
                .indent(0, 4)
                .applyTo(label(page, "Preview:"));
        preview = new StyledText(page, SWT.BORDER | SWT.READ_ONLY | SWT.MULTI | SWT.H_SCROLL | SWT.V_SCROLL);
        preview.setFont(JFaceResources.getTextFont());
        preview.setMargins(4, 4, 4, 4);
        GridDataFactory.fillDefaults()
                .span(3, 1)
                .grab(true, true)
                .hint(480, 220)
                .applyTo(preview);
        // Tab leaves a text that is only read.
        preview.addListener(SWT.Traverse, event -> event.doit = true);
        backbone.addListener(SWT.Selection, event -> propose());
        head.addListener(SWT.Selection, event -> update());
        precision.addListener(SWT.Selection, event -> update());
        batchSize.addModifyListener(event -> numbers());
        epochs.addModifyListener(event -> numbers());
        setControl(page);
    }

    private void createFile(Composite page) {
        label(page, "Fi&le:");
        file = new Text(page, SWT.BORDER);
        file.addModifyListener(event -> {
            fileChosen |= !proposing;
            update();
        });
        GridDataFactory.fillDefaults()
                .span(2, 1)
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(file);
        Button browse = new Button(page, SWT.PUSH);
        browse.setText("B&rowse…");
        browse.addListener(SWT.Selection, event -> browse());
    }

    private void browse() {
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setFilterPath(file().getParent().toString());
        dialog.setFileName(String.valueOf(file().getFileName()));
        String chosen = dialog.open();
        if (chosen != null) {
            file.setText(chosen);
        }
    }

    @Override
    public void setVisible(boolean visible) {
        MeasuredData now = data.get();
        if (visible && now != null && !now.equals(shownFor)) {
            boolean first = shownFor == null;
            boolean sameSet = !first && now.set().equals(shownFor.set());
            shownFor = now;
            if (first) {
                NewConfig proposed = NewConfig.proposed("", now.set(), now.pairs());
                backbone.setText(proposed.backbone());
                head.setText(proposed.head().title());
                precision.setText(proposed.precision().key());
            }
            numbersChosen &= sameSet;
            propose();
        }
        super.setVisible(visible);
    }

    /** Fills in what goes with set and backbone, unless it was chosen by hand. */
    private void propose() {
        proposing = true;
        try {
            NewConfig proposed = NewConfig.proposed("", shownFor.set(), shownFor.pairs(), backbone.getText());
            if (!numbersChosen) {
                batchSize.setSelection(proposed.batchSize());
                epochs.setSelection(proposed.epochs());
            }
            if (!fileChosen) {
                file.setText(shown(shownFor.file()));
            }
        } finally {
            proposing = false;
        }
        update();
    }

    private void numbers() {
        numbersChosen |= !proposing;
        update();
    }

    private void update() {
        if (proposing || shownFor == null) {
            return;
        }
        draft = null;
        setPageComplete(false);
        updates.postLatest(this, this::startDraft);
    }

    private void startDraft() {
        if (file.isDisposed()) {
            return;
        }
        if (drafting != null) {
            drafting.cancel();
        }
        if (file.getText().isBlank()) {
            setErrorMessage("Give the file that gets the config.");
            return;
        }
        Path path = file();
        NewConfig config = config(path);
        drafting = new LoadJob<>(
                        "Checking the new config", () -> ConfigDraft.of(config, path, folder), this::show, updates)
                .onFailure(this::setErrorMessage);
        drafting.setSystem(true);
        drafting.schedule();
    }

    private NewConfig config(Path path) {
        String name = path.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        return new NewConfig(
                NewConfig.runName(name),
                shownFor.set(),
                shownFor.pairs(),
                backbone.getText(),
                HeadTemplate.titled(head.getText()).orElseThrow(),
                batchSize.getSelection(),
                epochs.getSelection(),
                Precision.of(precision.getText()));
    }

    private void show(ConfigDraft now) {
        if (preview.isDisposed() || !now.file().equals(file())) {
            return;
        }
        draft = now;
        int top = preview.getTopIndex();
        preview.setText(now.yaml());
        preview.setTopIndex(top);
        setErrorMessage(now.writable() ? null : now.problem());
        boolean warns = now.writable() && now.problem() != null;
        setMessage(warns ? now.problem() : DESCRIPTION, warns ? IMessageProvider.WARNING : IMessageProvider.NONE);
        setPageComplete(now.writable());
    }

    private Path file() {
        String text = file.getText().strip();
        return folder.resolve(text.matches(".*\\.ya?ml") ? text : text + ".yaml")
                .normalize();
    }

    private String shown(Path path) {
        return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
    }

    private static Label label(Composite page, String text) {
        Label label = new Label(page, SWT.NONE);
        label.setText(text);
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
        return label;
    }

    private static Combo combo(Composite page, String text, Stream<String> choices) {
        label(page, text);
        Combo combo = new Combo(page, SWT.DROP_DOWN | SWT.READ_ONLY);
        combo.setItems(choices.toArray(String[]::new));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(combo);
        return combo;
    }

    private static Spinner spinner(Composite page, String text, int least, int greatest) {
        label(page, text);
        Spinner spinner = new Spinner(page, SWT.BORDER);
        spinner.setMinimum(least);
        spinner.setMaximum(greatest);
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(spinner);
        return spinner;
    }

    @Override
    public void dispose() {
        if (drafting != null) {
            drafting.cancel();
        }
        super.dispose();
    }
}
