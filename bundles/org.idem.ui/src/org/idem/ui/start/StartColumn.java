package org.idem.ui.start;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.idem.ui.icons.Icons;
import org.idem.ui.widgets.Colors;

/** A column of the start page: headings, and below them rows of an icon, a link and a word or a second link. */
final class StartColumn {
    private static final String QUIET = "quiet";

    private final Composite column;
    private final LocalResourceManager images;
    private final int width;

    StartColumn(Composite parent, int width) {
        this.width = width;
        column = new Composite(parent, SWT.NONE);
        column.setBackgroundMode(SWT.INHERIT_FORCE);
        images = new LocalResourceManager(JFaceResources.getResources(), column);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 4).applyTo(column);
        GridDataFactory.fillDefaults().hint(width, SWT.DEFAULT).applyTo(column);
        Colors.follow(column, this::recolor);
    }

    /** A heading with space above it. */
    void heading(String text) {
        Label label = new Label(column, SWT.NONE);
        label.setText(text);
        label.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        boolean first = column.getChildren().length == 1;
        GridDataFactory.fillDefaults().span(3, 1).indent(0, first ? 0 : 16).applyTo(label);
    }

    /** A link that does something. */
    Link link(Icons icon, String text, String toolTip, Runnable action) {
        Label image = new Label(column, SWT.NONE);
        if (icon != null) {
            image.setImage(images.create(icon.descriptor()));
        }
        GridDataFactory.swtDefaults().applyTo(image);
        Link link = link(column, text, toolTip, action);
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(link);
        return link;
    }

    /** Ends a row with a quiet word. */
    void word(String text) {
        Label label = new Label(column, SWT.NONE);
        label.setText(text);
        label.setData(QUIET, true);
        label.setForeground(Colors.quiet(column));
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
    }

    /** Ends a row with a second link. */
    void secondLink(String text, String toolTip, Runnable action) {
        GridDataFactory.fillDefaults()
                .align(SWT.BEGINNING, SWT.CENTER)
                .indent(8, 0)
                .applyTo(link(column, text, toolTip, action));
    }

    /** A sentence of its own, as wide as the column. */
    void sentence(String text, boolean below) {
        if (below) {
            new Label(column, SWT.NONE);
        }
        Label label = new Label(column, SWT.WRAP);
        label.setText(text);
        label.setData(QUIET, true);
        label.setForeground(Colors.quiet(column));
        GridDataFactory.fillDefaults()
                .span(below ? 2 : 3, 1)
                .grab(true, false)
                .hint(width - (below ? 24 : 0), SWT.DEFAULT)
                .applyTo(label);
    }

    /** Makes the column wider than it was meant where a name needs that. */
    void fit() {
        int needed = column.computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
        GridDataFactory.fillDefaults()
                .hint(Math.max(width, needed), SWT.DEFAULT)
                .applyTo(column);
    }

    private static Link link(Composite parent, String text, String toolTip, Runnable action) {
        Link link = new Link(parent, SWT.NONE);
        link.setText("<a>" + text.replace("&", "&&") + "</a>");
        link.setToolTipText(toolTip.replace("&", "&&"));
        link.setLinkForeground(Colors.link(parent));
        link.addListener(SWT.Selection, event -> action.run());
        return link;
    }

    private void recolor() {
        for (Control child : column.getChildren()) {
            if (child instanceof Link link) {
                link.setLinkForeground(Colors.link(column));
            } else if (child.getData(QUIET) != null) {
                child.setForeground(Colors.quiet(column));
            }
        }
    }
}
