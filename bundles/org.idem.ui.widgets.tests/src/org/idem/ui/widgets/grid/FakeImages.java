package org.idem.ui.widgets.grid;

import java.io.IOException;
import java.util.Arrays;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;

/** One colour for all images; every 50th is damaged. */
final class FakeImages implements GridModel {
    static final int SIDE = 112;
    static final int RED = 0xC02040;
    static final String DAMAGE = "JPEG ends early";

    private final int size;

    FakeImages(int size) {
        this.size = size;
    }

    static boolean damaged(int index) {
        return index % 50 == 7;
    }

    static ImageData image() {
        ImageData data = new ImageData(SIDE, SIDE, 24, new PaletteData(0xFF0000, 0xFF00, 0xFF));
        int[] row = new int[SIDE];
        Arrays.fill(row, RED);
        for (int y = 0; y < SIDE; y++) {
            data.setPixels(0, y, SIDE, row, 0);
        }
        return data;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String label(int index) {
        return "image " + index;
    }

    @Override
    public Object key(int index) {
        return index;
    }

    @Override
    public ImageData load(int index) throws IOException {
        if (damaged(index)) {
            throw new IOException(DAMAGE);
        }
        return image();
    }

    @Override
    public int group(int index) {
        return index / 30;
    }

    @Override
    public String groupLabel(int index) {
        return "Identity " + index / 30;
    }
}
