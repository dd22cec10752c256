package org.idem.ui.newconfig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.idem.plan.template.MeasuredPairs;
import org.idem.ui.folder.FolderContents;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.widgets.UiUpdateQueue;

/** What to train on, and what to verify on. The sets are opened in the background. */
final class DataPage extends WizardPage {
    private final Path folder;
    private final UiUpdateQueue updates;
    private final Set<Path> pairs = new LinkedHashSet<>();
    private Path given;
    private Combo set;
    private Label facts;
    private CheckboxTableViewer verification;
    private LoadJob<MeasuredData> measuring;
    private MeasuredData measured;
    private Path proposedFor;

    /** {@code given} is the set that the wizard was called for, or null. */
    DataPage(Path folder, Path given, UiUpdateQueue updates) {
        super("data", "Data Set", null);
        this.folder = folder;
        this.given = given;
        this.updates = updates;
        setDescription("What the network learns from, and what it is tested on.");
        setPageComplete(false);
    }

    /** The sets that are chosen, or null before they are known to be sound. */
    MeasuredData measured() {
        return measured;
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(4)
                .margins(12, 12)
                .spacing(8, 8)
                .applyTo(page);
        label(page, "&Data set:");
        set = new Combo(page, SWT.DROP_DOWN);
        set.addModifyListener(event -> updates.postLatest(set, () -> measure(true)));
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(set);
        button(page, "F&ile…", this::browseFile);
        button(page, "F&older…", this::browseFolder);
        new Label(page, SWT.NONE);
        facts = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults()
                .span(3, 1)
                .grab(true, false)
                .hint(400, SWT.DEFAULT)
                .applyTo(facts);
        GridDataFactory.swtDefaults()
                .align(SWT.BEGINNING, SWT.BEGINNING)
                .indent(0, 4)
                .applyTo(label(page, "&Verify on:"));
        createVerification(page);
        setControl(page);
        if (given != null) {
            set.setText(shown(given));
        }
    }

    private void createVerification(Composite page) {
        verification = CheckboxTableViewer.newCheckList(page, SWT.BORDER);
        verification.setContentProvider(ArrayContentProvider.getInstance());
        verification.setLabelProvider(LabelProvider.createTextProvider(element -> shown((Path) element)));
        verification.setInput(pairs);
        verification.addCheckStateListener(event -> measure(false));
        GridDataFactory.fillDefaults()
                .grab(true, true)
                .span(2, 1)
                .hint(SWT.DEFAULT, 140)
                .applyTo(verification.getControl());
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(button(page, "&Add…", this::addPairs));
    }

    /** Offers what was found in the folder. */
    void offer(FolderContents found) {
        if (set.isDisposed()) {
            return;
        }
        String text = set.getText();
        set.setItems(found.sets().stream().map(this::shown).toArray(String[]::new));
        pairs.addAll(found.pairs());
        verification.refresh();
        if (!text.isEmpty()) {
            set.setText(text);
        } else if (!found.sets().isEmpty()) {
            set.setText(shown(found.sets().get(0)));
        } else {
            facts.setText("No data set was found in the folder. Choose a file or a folder.");
        }
    }

    private void measure(boolean another) {
        if (set.isDisposed()) {
            return;
        }
        measured = null;
        setPageComplete(false);
        setErrorMessage(null);
        if (measuring != null) {
            measuring.cancel();
        }
        String text = set.getText().strip();
        if (text.isEmpty()) {
            facts.setText("");
            return;
        }
        Path path = folder.resolve(text);
        boolean propose = another && !path.equals(proposedFor);
        List<Path> chosen = checked();
        facts.setText("Opening the set…");
        measuring = new LoadJob<>(
                        "Opening " + path.getFileName(), () -> read(path, chosen, propose), this::take, updates)
                .onFailure(this::refuse);
        measuring.schedule();
    }

    /** People keep verification sets beside the training set: these are proposed with it. */
    private MeasuredData read(Path path, List<Path> chosen, boolean propose) {
        if (!propose) {
            return MeasuredData.read(folder, path, chosen);
        }
        MeasuredData alone = MeasuredData.read(folder, path, List.of());
        List<Path> beside = MeasuredPairs.beside(path);
        return beside.isEmpty() ? alone : MeasuredData.read(folder, path, beside);
    }

    private void take(MeasuredData data) {
        if (set.isDisposed()
                || !folder.resolve(set.getText().strip()).equals(data.set().path())) {
            return;
        }
        measured = data;
        if (!data.set().path().equals(proposedFor)) {
            proposedFor = data.set().path();
            List<Path> read = data.pairs().stream().map(MeasuredPairs::path).toList();
            pairs.addAll(read);
            verification.refresh();
            verification.setCheckedElements(read.toArray());
        }
        facts.setText(data.describe());
        facts.requestLayout();
        setPageComplete(true);
    }

    private void refuse(String message) {
        if (!set.isDisposed()) {
            facts.setText("");
            setErrorMessage(message);
        }
    }

    private List<Path> checked() {
        List<Path> paths = new ArrayList<>();
        Stream.of(verification.getCheckedElements()).forEach(element -> paths.add((Path) element));
        return paths;
    }

    private void browseFile() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setFilterPath(folder.toString());
        choose(dialog.open());
    }

    private void browseFolder() {
        DirectoryDialog dialog = new DirectoryDialog(getShell());
        dialog.setFilterPath(folder.toString());
        choose(dialog.open());
    }

    private void choose(String path) {
        if (path != null) {
            set.setText(shown(Path.of(path)));
        }
    }

    private void addPairs() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setFilterPath(folder.toString());
        dialog.setFilterExtensions(new String[] {"*.bin", "*.txt;*.lst;*.tsv", "*"});
        String path = dialog.open();
        if (path != null) {
            pairs.add(Path.of(path));
            verification.refresh();
            verification.setChecked(Path.of(path), true);
            measure(false);
        }
    }

    private String shown(Path path) {
        return path.startsWith(folder) && !path.equals(folder)
                ? folder.relativize(path).toString()
                : path.toString();
    }

    private static Label label(Composite page, String text) {
        Label label = new Label(page, SWT.NONE);
        label.setText(text);
        return label;
    }

    private static Button button(Composite page, String text, Runnable action) {
        Button button = new Button(page, SWT.PUSH);
        button.setText(text);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    @Override
    public void dispose() {
        if (measuring != null) {
            measuring.cancel();
        }
        super.dispose();
    }
}
