package org.idem.ui.widgets.table;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;

/** The shape of an icon in one colour: on a selected line, where the icon's own colours would be lost. */
final class IconTint extends ImageDescriptor {
    private static final PaletteData DIRECT = new PaletteData(0xFF0000, 0x00FF00, 0x0000FF);

    private final ImageDescriptor icon;
    private final RGB color;

    IconTint(ImageDescriptor icon, RGB color) {
        this.icon = icon;
        this.color = color;
    }

    @Override
    public ImageData getImageData(int zoom) {
        ImageData drawn = icon.getImageData(zoom);
        if (drawn == null) {
            return null;
        }
        ImageData tinted = new ImageData(drawn.width, drawn.height, 24, DIRECT);
        tinted.alphaData = new byte[drawn.width * drawn.height];
        int pixel = DIRECT.getPixel(color);
        for (int y = 0; y < drawn.height; y++) {
            for (int x = 0; x < drawn.width; x++) {
                tinted.setPixel(x, y, pixel);
                tinted.setAlpha(x, y, drawn.getAlpha(x, y));
            }
        }
        return tinted;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IconTint tint && icon.equals(tint.icon) && color.equals(tint.color);
    }

    @Override
    public int hashCode() {
        return 31 * icon.hashCode() + color.hashCode();
    }
}
