package org.idem.ui.data.augmentation;

import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.RowDataFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.idem.ui.widgets.TextHistory;

/** Which config, seed and epochs: the row of controls above the pictures. */
final class AugmentationControls {
    private static final int MOST_COPIES = 12;
    private static final int LAST_EPOCH = 100_000;
    private static final String SEED = "\\d{1,10}";

    private final Composite bar;
    private final Combo config;
    private final Text seed;
    private final Spinner epoch;
    private final Spinner copies;
    private final Runnable changed;

    /** @param configChanged called before {@code changed} where another config was chosen */
    AugmentationControls(Composite parent, Runnable configChanged, Runnable changed) {
        this.changed = changed;
        bar = new Composite(parent, SWT.NONE);
        bar.setBackgroundMode(SWT.INHERIT_FORCE);
        RowLayoutFactory.swtDefaults()
                .wrap(true)
                .center(true)
                .spacing(8)
                .margins(0, 0)
                .applyTo(bar);
        config = new Combo(group("&Config"), SWT.READ_ONLY | SWT.DROP_DOWN);
        config.addListener(SWT.Selection, event -> configChanged.run());
        seed = new Text(group("&Seed"), SWT.BORDER | SWT.TRAIL);
        TextHistory.keep(seed);
        RowDataFactory.swtDefaults().hint(88, SWT.DEFAULT).applyTo(seed);
        seed.setToolTipText("In place of the config's Global.seed");
        seed.addListener(SWT.Verify, event -> event.doit = event.text.matches("\\d*"));
        seed.addListener(SWT.Modify, event -> changed.run());
        Composite epochs = group("&Epoch");
        epoch = spinner(epochs, LAST_EPOCH, 1, "The first epoch that is shown");
        copies = spinner(group("C&opies"), MOST_COPIES, 6, "How many epochs are shown side by side");
        button(epochs, "Previous", "Earlier epochs", -1);
        button(epochs, "Next", "Later epochs: other random numbers", 1);
    }

    /** A label and what belongs to it stay on one line. */
    private Composite group(String label) {
        Composite group = new Composite(bar, SWT.NONE);
        RowLayoutFactory.swtDefaults()
                .wrap(false)
                .center(true)
                .spacing(8)
                .margins(0, 0)
                .applyTo(group);
        new Label(group, SWT.NONE).setText(label);
        return group;
    }

    private Spinner spinner(Composite group, int highest, int now, String toolTip) {
        Spinner spinner = new Spinner(group, SWT.BORDER);
        spinner.setValues(now, 1, highest, 0, 1, 10);
        spinner.setToolTipText(toolTip);
        spinner.addListener(SWT.Modify, event -> changed.run());
        return spinner;
    }

    private void button(Composite group, String word, String toolTip, int direction) {
        Button button = new Button(group, SWT.PUSH);
        button.setText(word);
        button.setToolTipText(toolTip);
        button.addListener(SWT.Selection, event -> {
            epoch.setSelection(epoch.getSelection() + direction * copies.getSelection());
            changed.run();
        });
    }

    Composite control() {
        return bar;
    }

    /** Offers these configs; the chosen one stays where it is still there, else the first one is. */
    void show(List<ConfigChoice> configs) {
        String chosen = config.getText();
        List<String> names = configs.stream().map(ConfigChoice::name).toList();
        config.setItems(names.toArray(String[]::new));
        config.select(Math.max(0, names.indexOf(chosen)));
        bar.requestLayout();
    }

    /** Place of the chosen config in the list, −1 for none. */
    int config() {
        return config.getSelectionIndex();
    }

    /** The seed, or the given one where what stands there is none. */
    long seed(long otherwise) {
        return seed.getText().matches(SEED) ? Long.parseLong(seed.getText()) : otherwise;
    }

    /** Puts a config's own seed there; tells as of any change. */
    void showSeed(long value) {
        seed.setText(Long.toString(value));
    }

    /** From 0. */
    int epoch() {
        return epoch.getSelection() - 1;
    }

    int copies() {
        return copies.getSelection();
    }

    void setFocus() {
        config.setFocus();
    }

    /** Lets the bar grow with the width that it gets. */
    static void layOut(Control control) {
        GridDataFactory.fillDefaults().grab(true, false).applyTo(control);
    }
}
