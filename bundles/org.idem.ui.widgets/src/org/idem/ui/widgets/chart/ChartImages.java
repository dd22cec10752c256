package org.idem.ui.widgets.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.widgets.Display;

/** Java2D images to SWT's, sharing the pixels on the way. */
final class ChartImages {
    private static final PaletteData BGR = new PaletteData(0xFF, 0xFF00, 0xFF0000);

    private ChartImages() {}

    /**
     * @param bgr of type 3BYTE_BGR
     * @param zoom at which it was drawn, in per cent
     */
    static Image toSwt(Display display, BufferedImage bgr, int zoom) {
        ImageData data = data(bgr);
        // SWT asks for 100 % whatever the screen has.
        ImageDataProvider provider = asked -> asked == zoom ? data : scaled(data, asked, zoom);
        return new Image(display, provider);
    }

    private static ImageData scaled(ImageData data, int asked, int zoom) {
        return asked == 100 ? data.scaledTo(data.width * 100 / zoom, data.height * 100 / zoom) : null;
    }

    private static ImageData data(BufferedImage bgr) {
        byte[] pixels = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        return new ImageData(bgr.getWidth(), bgr.getHeight(), 24, BGR, 1, pixels);
    }
}
