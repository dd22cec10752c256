package org.idem.ui.parts;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.part.MultiPageEditorPart;
import org.idem.ui.widgets.EmptyStatePane;

/**
 * An editor that shows something on disk and never changes it: a header, pages below it, and in place of both a sentence
 * when there is nothing to show. All methods but {@link #isGone} are for the UI thread.
 */
public abstract class ReadOnlyEditor extends MultiPageEditorPart {
    private final StackLayout stack = new StackLayout();
    private Composite body;
    private EmptyStatePane instead;
    private volatile boolean gone;

    /** Adds what stands above the pages, across the editor's width; nothing unless overridden. */
    protected void createHeader(Composite parent) {}

    /** Adds a page; returns its index. */
    protected final int addPage(String title, Control page) {
        int index = addPage(page);
        setPageText(index, title);
        return index;
    }

    /** Gives an editor of one page all of its height. */
    protected final void hideTabs() {
        ((CTabFolder) getContainer()).setTabHeight(0);
    }

    /** Shows the tabs again once there are several pages. */
    protected final void showTabs() {
        ((CTabFolder) getContainer()).setTabHeight(SWT.DEFAULT);
    }

    /** Shows a sentence in place of the pages, with a link that does the next thing; an empty text for no link. */
    protected final void showInstead(String sentence, String linkText, Runnable linkAction) {
        if (!isGone()) {
            instead.show(null, sentence, linkText, linkAction);
            bringUp(instead);
        }
    }

    /** Shows the pages again. */
    protected final void showPages() {
        if (!isGone()) {
            bringUp(body);
        }
    }

    /** Whether the pages are in front, and not a sentence in their place. */
    protected final boolean isShowingPages() {
        return stack.topControl == body;
    }

    /** Whether the editor has been closed, so that nothing read for it can be shown any more. Any thread. */
    protected final boolean isGone() {
        return gone;
    }

    private void bringUp(Control top) {
        if (stack.topControl != top) {
            stack.topControl = top;
            top.getParent().layout();
        }
    }

    @Override
    protected final Composite createPageContainer(Composite parent) {
        Composite whole = new Composite(parent, SWT.NONE);
        whole.setLayout(stack);
        instead = new EmptyStatePane(whole);
        body = new Composite(whole, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(body);
        stack.topControl = body;
        createHeader(body);
        Composite holder = new Composite(body, SWT.NONE);
        holder.setLayout(new FillLayout());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(holder);
        return holder;
    }

    @Override
    public void setFocus() {
        if (stack.topControl == instead) {
            instead.setFocus();
        } else {
            super.setFocus();
        }
    }

    @Override
    public void dispose() {
        gone = true;
        super.dispose();
    }

    @Override
    public final void doSave(IProgressMonitor monitor) {
        // Nothing is ever changed.
    }

    @Override
    public final void doSaveAs() {
        // Nothing is ever changed.
    }

    @Override
    public final boolean isSaveAsAllowed() {
        return false;
    }
}
