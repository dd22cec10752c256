package org.idem.ui.data.editor;

import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.ui.data.DatasetPage;

/** Stands for a page until its tab is chosen, so that a set opens without the widgets of all its pages. UI thread only. */
final class DeferredPage implements DatasetPage {
    private final String title;
    private final Composite holder;
    private final Function<Composite, DatasetPage> factory;

    /** Makes nothing yet but what holds the page. */
    DeferredPage(Composite parent, String title, Function<Composite, DatasetPage> factory) {
        this.title = title;
        this.factory = factory;
        holder = new Composite(parent, SWT.NONE);
        holder.setLayout(new FillLayout());
    }

    /** Makes the page, which takes this one's place. To be called once. */
    DatasetPage make() {
        DatasetPage page = factory.apply(holder);
        holder.layout();
        return page;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Control control() {
        return holder;
    }
}
