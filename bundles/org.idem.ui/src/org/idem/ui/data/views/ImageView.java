package org.idem.ui.data.views;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;
import org.idem.ui.jobs.LatestLoad;
import org.idem.ui.selection.FaceImage;
import org.idem.ui.selection.SelectionFollower;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.KeyValuePane;
import org.idem.ui.widgets.PictureCanvas;
import org.idem.ui.widgets.UiUpdateQueue;

/** The selected image, large, and what is known of it. */
public final class ImageView extends ViewPart {
    private static final int SIDE = 224;

    private final StackLayout stack = new StackLayout();
    private EmptyStatePane empty;
    private Composite content;
    private PictureCanvas picture;
    private KeyValuePane facts;
    private LatestLoad loading;
    private SelectionFollower<FaceImage> follower;

    @Override
    public void createPartControl(Composite parent) {
        parent.setLayout(stack);
        loading = new LatestLoad(getSite().getService(UiUpdateQueue.class));
        empty = new EmptyStatePane(parent)
                .show(null, "Select an image in a data set or a pair of an evaluation to see it here.", "", () -> {});
        content = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(0, 0).applyTo(content);
        picture = new PictureCanvas(content, SIDE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(picture);
        facts = new KeyValuePane(content, 1);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(facts);
        stack.topControl = empty;
        follower = new SelectionFollower<>(this, FaceImage.class, this::read);
        follower.start();
    }

    private void read(FaceImage image) {
        loading.start("Reading " + image, progress -> ImageFacts.of(image), read -> show(image, read), message -> {});
    }

    private void show(FaceImage image, ImageFacts read) {
        if (picture.isDisposed()) {
            return;
        }
        picture.show(read.picture(), "Image " + image.key());
        facts.show(read.facts());
        stack.topControl = content;
        content.layout(true, true);
        content.getParent().layout();
    }

    @Override
    public void setFocus() {
        stack.topControl.setFocus();
    }

    @Override
    public void dispose() {
        follower.stop();
        loading.cancel();
        super.dispose();
    }
}
