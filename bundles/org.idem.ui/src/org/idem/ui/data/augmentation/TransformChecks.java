package org.idem.ui.data.augmentation;

import java.util.BitSet;
import java.util.List;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.input.Augmentation;

/** A check box for each transform of a config that changes pictures: what is off is left out of what is shown. */
final class TransformChecks {
    private final Composite bar;
    private final Runnable changed;
    private List<String> shown = List.of();

    TransformChecks(Composite parent, Runnable changed) {
        this.changed = changed;
        bar = new Composite(parent, SWT.NONE);
        bar.setBackgroundMode(SWT.INHERIT_FORCE);
        RowLayoutFactory.swtDefaults()
                .wrap(true)
                .center(true)
                .spacing(12)
                .margins(0, 0)
                .applyTo(bar);
    }

    Composite control() {
        return bar;
    }

    /** Boxes for these transforms; those that are there stay as they are. */
    void show(Augmentation augmentation) {
        List<String> words = augmentation.optional().stream()
                .map(entry -> words(augmentation, entry))
                .toList();
        if (words.equals(shown)) {
            return;
        }
        shown = words;
        for (Control child : bar.getChildren()) {
            child.dispose();
        }
        for (int i = 0; i < words.size(); i++) {
            Button box = new Button(bar, SWT.CHECK);
            box.setText(words.get(i));
            box.setSelection(true);
            box.setData(augmentation.optional().get(i));
            box.setToolTipText(
                    "Show pictures with or without it; the other transforms draw the same numbers either way");
            box.addListener(SWT.Selection, event -> changed.run());
        }
        if (words.isEmpty()) {
            new Label(bar, SWT.NONE).setText("The config has no transform that changes pictures.");
        }
        showBar(true);
    }

    /** Takes the bar away, for a config that cannot be used. */
    void hide() {
        shown = List.of();
        showBar(false);
    }

    private void showBar(boolean visible) {
        bar.setVisible(visible);
        ((GridData) bar.getLayoutData()).exclude = !visible;
        bar.requestLayout();
    }

    private static String words(Augmentation augmentation, int entry) {
        double p = augmentation.probability(entry);
        return augmentation.name(entry) + (p < 1 ? "  " + Math.round(100 * p) + " %" : "");
    }

    /** The entries that are off. */
    BitSet left() {
        BitSet left = new BitSet();
        for (Control child : bar.getChildren()) {
            if (child instanceof Button box && !box.getSelection()) {
                left.set((Integer) box.getData());
            }
        }
        return left;
    }
}
