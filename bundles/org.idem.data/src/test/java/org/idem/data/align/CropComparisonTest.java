package org.idem.data.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.idem.data.image.Pixels;
import org.junit.jupiter.api.Test;

class CropComparisonTest {
    private static final int SIDE = 112;

    /** A face of blots: eyes, nose and mouth at the places of the template, larger and shifted. */
    private static Pixels face(int side, double scale, double right, double down, double light) {
        double[] at = {38.3, 51.7, 73.5, 51.5, 56, 71.7, 41.5, 92.4, 70.7, 92.2};
        byte[] rgb = new byte[3 * side * side];
        double unit = (double) SIDE / side;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double value = 200;
                for (int point = 0; point < at.length; point += 2) {
                    double px = 55.5 + (at[point] - 55.5) * scale + right;
                    double py = 55.5 + (at[point + 1] - 55.5) * scale + down;
                    double distance = Math.hypot(x * unit - px, y * unit - py) / (7 * scale);
                    value -= 110 * Math.exp(-distance * distance);
                }
                for (int channel = 0; channel < 3; channel++) {
                    rgb[3 * (y * side + x) + channel] = (byte) (int) Math.max(0, light * value);
                }
            }
        }
        return new Pixels(side, side, rgb);
    }

    @Test
    void anotherCropIsMeasured() {
        Pixels usual = face(SIDE, 1, 0, 0, 1);
        CropComparison larger = CropComparison.of(usual, face(SIDE, 1.12, 3, -5, 0.6));
        assertEquals(1.12, larger.scale(), 0.015);
        assertEquals(3, larger.right(), 1);
        assertEquals(-5, larger.down(), 1);
        assertTrue(larger.correlation() > 0.95, "light does not count: " + larger);
        assertTrue(larger.describe().startsWith("The other set's faces are 1.1"), larger.describe());
        assertTrue(larger.describe().contains("5 pixels higher"), larger.describe());
        CropComparison smaller = CropComparison.of(face(SIDE, 1.12, 3, -5, 0.6), usual);
        assertEquals(1 / 1.12, smaller.scale(), 0.015);
    }

    @Test
    void theSizeOfPicturesDoesNotCount() {
        CropComparison same = CropComparison.of(face(SIDE, 1, 0, 0, 1), face(160, 1, 0, 0, 1));
        assertEquals(1, same.scale(), 0.015);
        assertEquals("Both sets are cut out alike.", same.describe());
    }

    @Test
    void whatIsNoFaceIsNotCompared() {
        byte[] plain = new byte[3 * SIDE * SIDE];
        CropComparison none = CropComparison.of(face(SIDE, 1, 0, 0, 1), new Pixels(SIDE, SIDE, plain));
        assertTrue(none.correlation() < 0);
        assertTrue(none.describe().contains("too different"));
    }
}
