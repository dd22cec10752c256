package org.idem.ui.widgets;

import java.util.Map;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** Names and values in aligned columns; values can be selected and copied. */
public final class KeyValuePane extends Composite {
    private final int pairs;

    /** @param pairs how many name-value pairs stand side by side */
    public KeyValuePane(Composite parent, int pairs) {
        super(parent, SWT.NONE);
        this.pairs = pairs;
        setBackgroundMode(SWT.INHERIT_FORCE);
        GridLayoutFactory.fillDefaults()
                .numColumns(2 * pairs)
                .margins(8, 8)
                .spacing(12, 4)
                .applyTo(this);
        Colors.follow(this, this::recolor);
    }

    private void recolor() {
        for (Control child : getChildren()) {
            recolor(child);
        }
    }

    private void recolor(Control child) {
        if (child instanceof Label) {
            child.setForeground(Colors.quiet(this));
        } else {
            child.setForeground(getForeground());
            child.setBackground(getBackground());
        }
    }

    /** Shows these figures in their order; as long as the names stay, values change without flicker. */
    public void show(Map<String, String> figures) {
        Control[] children = getChildren();
        if (sameNames(children, figures)) {
            int at = 1;
            for (String value : figures.values()) {
                Text text = (Text) children[at];
                if (!text.getText().equals(value)) {
                    text.setText(value);
                }
                at += 2;
            }
        } else {
            for (Control child : children) {
                child.dispose();
            }
            figures.forEach(this::add);
        }
        layout(true, true);
    }

    private static boolean sameNames(Control[] children, Map<String, String> figures) {
        if (children.length != 2 * figures.size()) {
            return false;
        }
        int at = 0;
        for (String name : figures.keySet()) {
            if (!((Label) children[at]).getText().equals(name)) {
                return false;
            }
            at += 2;
        }
        return true;
    }

    private void add(String name, String value) {
        int column = getChildren().length / 2 % pairs;
        Label label = new Label(this, SWT.NONE);
        label.setText(name);
        recolor(label);
        // Space between pairs, none before the first.
        GridDataFactory.fillDefaults()
                .align(SWT.BEGINNING, SWT.CENTER)
                .indent(column == 0 ? 0 : 16, 0)
                .applyTo(label);
        Text text = new Text(this, SWT.READ_ONLY);
        text.setText(value);
        recolor(text);
        GridDataFactory.fillDefaults()
                .align(SWT.FILL, SWT.CENTER)
                .grab(column == pairs - 1, false)
                .applyTo(text);
    }
}
