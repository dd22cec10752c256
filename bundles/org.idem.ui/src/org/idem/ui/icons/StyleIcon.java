package org.idem.ui.icons;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;

/** A disc in a colour, as a legend has it; an empty icon for none. */
public final class StyleIcon extends ImageDescriptor {
    private static final int SIZE = 16;
    private static final double RADIUS = 5;
    private static final int PERCENT = 100;
    private static final int OPAQUE = 255;
    private static final PaletteData DIRECT = new PaletteData(0xFF0000, 0x00FF00, 0x0000FF);

    private final RGB color;

    private StyleIcon(RGB color) {
        this.color = color;
    }

    /** Of a colour, or of none where it is null. */
    public static ImageDescriptor of(RGB color) {
        return new StyleIcon(color);
    }

    @Override
    public ImageData getImageData(int zoom) {
        int size = SIZE * zoom / PERCENT;
        ImageData data = new ImageData(size, size, 24, DIRECT);
        data.alphaData = new byte[size * size];
        if (color == null) {
            return data;
        }
        int pixel = DIRECT.getPixel(color);
        double center = (size - 1) / 2.0;
        double radius = RADIUS * zoom / PERCENT;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double inside = radius + 0.5 - Math.hypot(x - center, y - center);
                data.setPixel(x, y, pixel);
                data.setAlpha(x, y, (int) (OPAQUE * Math.max(0, Math.min(1, inside))));
            }
        }
        return data;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StyleIcon icon && java.util.Objects.equals(icon.color, color);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hashCode(color);
    }
}
