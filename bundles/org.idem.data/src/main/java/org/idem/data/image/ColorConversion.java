package org.idem.data.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** From a decoder's components to RGB, in libjpeg's integer arithmetic so that results are equal to the bit. */
final class ColorConversion {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HALF = 1 << 15;
    private static final int[] CR_R = new int[256];
    private static final int[] CB_B = new int[256];
    private static final int[] CR_G = new int[256];
    private static final int[] CB_G = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int x = i - 128;
            CR_R[i] = (fix(1.40200) * x + HALF) >> 16;
            CB_B[i] = (fix(1.77200) * x + HALF) >> 16;
            CR_G[i] = -fix(0.71414) * x;
            CB_G[i] = -fix(0.34414) * x + HALF;
        }
    }

    private ColorConversion() {}

    private static int fix(double factor) {
        return (int) (factor * 65536 + 0.5);
    }

    /** Y, Cb, Cr in the first three of {@code step} components per pixel, in place to R, G, B. */
    static void luminanceToRgb(byte[] samples, int step) {
        for (int i = 0; i + 2 < samples.length; i += step) {
            int y = samples[i] & 0xff;
            int cb = samples[i + 1] & 0xff;
            int cr = samples[i + 2] & 0xff;
            samples[i] = clamp(y + CR_R[cr]);
            samples[i + 1] = clamp(y + ((CB_G[cb] + CR_G[cr]) >> 16));
            samples[i + 2] = clamp(y + CB_B[cb]);
        }
    }

    /** One pixel of Y, Cb and Cr, the latter two in [0, 255], to R, G, B. */
    static void toRgb(byte y, int cb, int cr, byte[] rgb, int at) {
        int light = y & 0xff;
        rgb[at] = clamp(light + CR_R[cr & 0xff]);
        rgb[at + 1] = clamp(light + ((CB_G[cb & 0xff] + CR_G[cr & 0xff]) >> 16));
        rgb[at + 2] = clamp(light + CB_B[cb & 0xff]);
    }

    /** Two neighbouring pixels to six bytes, two more bytes of {@code rgb} become zero. */
    static void pairToRgb(int y0, int cb0, int cr0, int y1, int cb1, int cr1, byte[] rgb, int at) {
        int r0 = y0 + CR_R[cr0 & 0xff];
        int g0 = y0 + ((CB_G[cb0 & 0xff] + CR_G[cr0 & 0xff]) >> 16);
        int b0 = y0 + CB_B[cb0 & 0xff];
        int r1 = y1 + CR_R[cr1 & 0xff];
        int g1 = y1 + ((CB_G[cb1 & 0xff] + CR_G[cr1 & 0xff]) >> 16);
        int b1 = y1 + CB_B[cb1 & 0xff];
        if (((r0 | g0 | b0 | r1 | g1 | b1) & ~255) == 0) {
            EIGHT.set(rgb, at, r0 | g0 << 8 | b0 << 16 | (long) (r1 | g1 << 8 | b1 << 16) << 24);
        } else {
            toRgb((byte) y0, cb0, cr0, rgb, at);
            toRgb((byte) y1, cb1, cr1, rgb, at + 3);
        }
    }

    /** Lines of Y, Cb and Cr to R, G, B of each pixel. */
    static void luminanceToRgb(byte[] y, byte[] cb, byte[] cr, int width, byte[] rgb, int at) {
        for (int x = 0; x < width; x++) {
            toRgb(y[x], cb[x] & 0xff, cr[x] & 0xff, rgb, at + 3 * x);
        }
    }

    /** One component per pixel to three equal ones. */
    static byte[] grayToRgb(byte[] gray) {
        byte[] rgb = new byte[3 * gray.length];
        for (int i = 0, o = 0; i < gray.length; i++) {
            rgb[o++] = gray[i];
            rgb[o++] = gray[i];
            rgb[o++] = gray[i];
        }
        return rgb;
    }

    /**
     * Inverted C, M, Y, K as Adobe stores them to RGB: {@code C·K/255}. With {@code ycck} the first three are Y, Cb, Cr
     * of the inverted colours' complement.
     */
    static byte[] cmykToRgb(byte[] cmyk, boolean ycck) {
        if (ycck) {
            luminanceToRgb(cmyk, 4);
        }
        byte[] rgb = new byte[cmyk.length / 4 * 3];
        for (int i = 0, o = 0; i < cmyk.length; i += 4) {
            int k = cmyk[i + 3] & 0xff;
            for (int c = 0; c < 3; c++) {
                int ink = cmyk[i + c] & 0xff;
                rgb[o++] = (byte) (((ycck ? 255 - ink : ink) * k + 127) / 255);
            }
        }
        return rgb;
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
