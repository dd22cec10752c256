package org.idem.ui.widgets;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

/** What an empty view shows: an icon, a sentence on what belongs here, and a link that does the next thing. */
public final class EmptyStatePane extends Composite {
    private static final int WIDTH = 320;

    private final Label icon;
    private final Label sentence;
    private final Link link;
    private Runnable action = () -> {};

    public EmptyStatePane(Composite parent) {
        super(parent, SWT.NONE);
        setBackgroundMode(SWT.INHERIT_DEFAULT);
        GridLayoutFactory.fillDefaults().margins(24, 24).spacing(8, 8).applyTo(this);
        icon = new Label(this, SWT.CENTER);
        sentence = new Label(this, SWT.WRAP | SWT.CENTER);
        link = new Link(this, SWT.NONE);
        GridDataFactory.fillDefaults()
                .align(SWT.CENTER, SWT.END)
                .grab(true, true)
                .applyTo(icon);
        GridDataFactory.fillDefaults()
                .align(SWT.CENTER, SWT.CENTER)
                .grab(true, false)
                .hint(WIDTH, SWT.DEFAULT)
                .applyTo(sentence);
        GridDataFactory.fillDefaults()
                .align(SWT.CENTER, SWT.BEGINNING)
                .grab(true, true)
                .applyTo(link);
        link.addListener(SWT.Selection, event -> action.run());
        Colors.follow(this, () -> link.setLinkForeground(Colors.link(this)));
    }

    /**
     * Says what is missing and how to get it; on the UI thread.
     *
     * @param image not disposed here; null for none
     * @param text a whole sentence
     * @param linkText what the link does, as a command; empty, not null, for no link
     * @param linkAction run on the UI thread when the link is chosen; not called without a link
     */
    public EmptyStatePane show(Image image, String text, String linkText, Runnable linkAction) {
        icon.setImage(image);
        sentence.setText(text);
        link.setText(linkText.isEmpty() ? "" : "<a>" + linkText + "</a>");
        link.setVisible(!linkText.isEmpty());
        action = linkAction;
        layout(true, true);
        return this;
    }

    @Override
    public boolean setFocus() {
        return link.isVisible() ? link.setFocus() : super.setFocus();
    }
}
