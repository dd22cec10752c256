package org.idem.ui.data.images;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

/** How many images are shown, and what the focused one is. UI thread only. */
final class StatusBar {
    private final Composite bar;
    private final Link shown;
    private final Label focused;
    private Runnable action = () -> {};

    StatusBar(Composite parent) {
        bar = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(2)
                .margins(4, 2)
                .spacing(12, 0)
                .applyTo(bar);
        shown = new Link(bar, SWT.NONE);
        shown.addListener(SWT.Selection, event -> action.run());
        focused = new Label(bar, SWT.NONE);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(focused);
    }

    Control control() {
        return bar;
    }

    /** Says what is shown, with a link at its end that does something; an empty text for no link. */
    void show(String words, String link, Runnable linked) {
        String text = words.replace("&", "&&") + (link.isEmpty() ? "" : "  <a>" + link + "</a>");
        action = linked;
        if (!text.equals(shown.getText())) {
            shown.setText(text);
            bar.layout();
        }
    }

    /** Says what the focused image is; the tool tip has what does not fit. */
    void showFocused(String words) {
        String text = words.replace("&", "&&");
        if (!text.equals(focused.getText())) {
            focused.setText(text);
            focused.setToolTipText(text);
        }
    }
}
