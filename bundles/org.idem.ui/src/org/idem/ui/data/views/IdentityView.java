package org.idem.ui.data.views;

import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;
import org.idem.ui.data.IdentityIndexes;
import org.idem.ui.data.SetEmbeddings;
import org.idem.ui.selection.Identity;
import org.idem.ui.selection.PartSelection;
import org.idem.ui.selection.SelectionFollower;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.UiUpdateQueue;

/** The person on the selected image: all images, their number and their mean. */
public final class IdentityView extends ViewPart {
    private final StackLayout stack = new StackLayout();
    private final PartSelection selection = new PartSelection();
    private EmptyStatePane empty;
    private IdentityPane pane;
    private SelectionFollower<Identity> follower;

    @Override
    public void createPartControl(Composite parent) {
        parent.setLayout(stack);
        empty = new EmptyStatePane(parent)
                .show(null, "Select an image or an identity of a data set to see the person here.", "", () -> {});
        pane = new IdentityPane(
                parent,
                getSite().getService(UiUpdateQueue.class),
                getSite().getService(IdentityIndexes.class),
                getSite().getService(SetEmbeddings.class));
        pane.grid().addSelectionListener(() -> selection.setSelection(pane.selection()));
        getSite().setSelectionProvider(selection);
        stack.topControl = empty;
        follower = new SelectionFollower<>(this, Identity.class, this::show);
        follower.start();
    }

    private void show(Identity identity) {
        pane.show(identity);
        stack.topControl = pane.control();
        pane.control().getParent().layout();
    }

    @Override
    public void setFocus() {
        (stack.topControl == empty ? empty : pane.grid()).setFocus();
    }

    @Override
    public void dispose() {
        follower.stop();
        pane.dispose();
        super.dispose();
    }
}
