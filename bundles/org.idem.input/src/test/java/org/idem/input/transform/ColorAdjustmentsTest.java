package org.idem.input.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColorAdjustmentsTest {

    private static byte[] noise() {
        byte[] rgb = new byte[3 * 2000];
        new Random(4).nextBytes(rgb);
        return rgb;
    }

    /** Against the JDK's own conversion to hue, saturation and brightness and back. */
    @ParameterizedTest
    @ValueSource(doubles = {-0.5, -0.13, 0.01, 0.25, 1 / 3.0, 0.5})
    void hueIsThatOfTheHsvCone(double turn) {
        byte[] rgb = noise();
        byte[] turned = rgb.clone();
        ColorAdjustments.rotate(turned, turn);
        for (int i = 0; i < rgb.length; i += 3) {
            float[] hsb = Color.RGBtoHSB(rgb[i] & 0xff, rgb[i + 1] & 0xff, rgb[i + 2] & 0xff, null);
            Color expected = new Color(Color.HSBtoRGB((float) (hsb[0] + turn), hsb[1], hsb[2]));
            assertEquals(expected.getRed(), turned[i] & 0xff, 1);
            assertEquals(expected.getGreen(), turned[i + 1] & 0xff, 1);
            assertEquals(expected.getBlue(), turned[i + 2] & 0xff, 1);
        }
    }

    @Test
    void aThirdOfTheCircleExchangesTheChannels() {
        byte[] rgb = {(byte) 200, 10, 90, 7, 7, 7};
        ColorAdjustments.rotate(rgb, 1 / 3.0);
        assertArrayEquals(new byte[] {90, (byte) 200, 10, 7, 7, 7}, rgb);
    }

    @Test
    void brightnessIsAProduct() {
        byte[] rgb = {0, 100, (byte) 200};
        ColorAdjustments.brighten(rgb, 1.3);
        assertArrayEquals(new byte[] {0, (byte) 130, (byte) 255}, rgb);
    }

    @Test
    void contrastTurnsAroundTheMeanLuminance() {
        byte[] rgb = noise();
        double mean = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            mean += (0.299 * (rgb[i] & 0xff) + 0.587 * (rgb[i + 1] & 0xff) + 0.114 * (rgb[i + 2] & 0xff)) / 2000;
        }
        byte[] changed = rgb.clone();
        ColorAdjustments.contrast(changed, 0.4);
        for (int i = 0; i < rgb.length; i++) {
            assertEquals(mean + 0.4 * ((rgb[i] & 0xff) - mean), changed[i] & 0xff, 0.51);
        }
        ColorAdjustments.contrast(changed, 0);
        assertEquals(mean, changed[5] & 0xff, 1.1);
    }

    @Test
    void saturationTurnsAroundThePixelsLuminance() {
        byte[] rgb = {100, 50, (byte) 200};
        double gray = 0.299 * 100 + 0.587 * 50 + 0.114 * 200;
        ColorAdjustments.saturate(rgb, 1.5);
        assertEquals(gray + 1.5 * (100 - gray), rgb[0] & 0xff, 0.51);
        assertEquals(gray + 1.5 * (50 - gray), rgb[1] & 0xff, 0.51);
        assertEquals(255, rgb[2] & 0xff);
        ColorAdjustments.saturate(rgb, 0);
        assertEquals(rgb[0], rgb[2]);
    }

    @Test
    void nothingIsChangedByFactorsOfOne() {
        byte[] rgb = noise();
        ColorAdjustments.brighten(rgb, 1);
        ColorAdjustments.contrast(rgb, 1);
        ColorAdjustments.saturate(rgb, 1);
        ColorAdjustments.rotate(rgb, 0);
        assertArrayEquals(noise(), rgb);
    }
}
