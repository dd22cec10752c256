package org.idem.ui.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/**
 * One picture, as large as there is room and in the middle of it; a whole number of times enlarged where it is small, so that
 * its own pixels are seen. UI thread only.
 */
public final class PictureCanvas extends Canvas {
    private final int preferred;
    private ImageData data;
    private Image image;
    private String words = "";

    /** @param preferred side in points that it asks for */
    public PictureCanvas(Composite parent, int preferred) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.preferred = preferred;
        addListener(SWT.Paint, event -> paint(event.gc));
        addListener(SWT.Resize, event -> redraw());
        addListener(SWT.Dispose, event -> disposeImage());
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = words;
            }
        });
    }

    /**
     * Shows a picture.
     *
     * @param picture null for none
     * @param name what it shows, for those who cannot see it
     */
    public void show(ImageData picture, String name) {
        disposeImage();
        data = picture;
        image = picture == null ? null : new Image(getDisplay(), picture);
        words = name;
        redraw();
    }

    /** The picture that is shown, or null. */
    public ImageData picture() {
        return data;
    }

    private void disposeImage() {
        if (image != null) {
            image.dispose();
            image = null;
        }
    }

    private void paint(GC gc) {
        Rectangle client = getClientArea();
        gc.setBackground(getParent().getBackground());
        gc.fillRectangle(client);
        if (image == null || client.width < 1 || client.height < 1) {
            return;
        }
        Rectangle size = image.getBounds();
        double scale = Math.min((double) client.width / size.width, (double) client.height / size.height);
        double shown = scale >= 2 ? Math.floor(scale) : scale;
        int width = Math.max(1, (int) Math.round(size.width * shown));
        int height = Math.max(1, (int) Math.round(size.height * shown));
        gc.setInterpolation(scale >= 2 ? SWT.NONE : SWT.HIGH);
        gc.drawImage(
                image,
                0,
                0,
                size.width,
                size.height,
                (client.width - width) / 2,
                (client.height - height) / 2,
                width,
                height);
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        return new Point(
                widthHint == SWT.DEFAULT ? preferred : widthHint, heightHint == SWT.DEFAULT ? preferred : heightHint);
    }
}
