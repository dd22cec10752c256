package org.idem.data.image;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** JPEG through ImageIO's raw components, so that no colour management touches them. */
final class JpegDecoding {
    private JpegDecoding() {}

    static Pixels decode(ImageReader reader, EncodedImage image) throws IOException {
        Warnings warnings = new Warnings();
        reader.addIIOReadWarningListener(warnings);
        Raster raster = reader.readRaster(0, null);
        warnings.throwIfDamaged(image.key());
        JpegHeader header = JpegHeader.of(image.bytes());
        if (!header.hasEnd(image.bytes())) {
            throw new DamagedImageException(image.key(), -1, Damage.HALF_JPEG, "The picture's end is missing");
        }
        byte[] samples = samples(raster);
        return new Pixels(raster.getWidth(), raster.getHeight(), toRgb(samples, raster.getNumBands(), header));
    }

    private static byte[] toRgb(byte[] samples, int bands, JpegHeader header) throws IOException {
        switch (bands) {
            case 1:
                return ColorConversion.grayToRgb(samples);
            case 3:
                if (header.luminance()) {
                    ColorConversion.luminanceToRgb(samples, 3);
                }
                return samples;
            case 4:
                return ColorConversion.cmykToRgb(samples, header.luminance());
            default:
                throw new IOException("JPEG with " + bands + " components");
        }
    }

    private static byte[] samples(Raster raster) {
        byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
        int wanted = raster.getWidth() * raster.getHeight() * raster.getNumBands();
        return data.length == wanted ? data : java.util.Arrays.copyOf(data, wanted);
    }

    /** Collects libjpeg's warnings; only those that mean lost picture data count. */
    private static final class Warnings implements IIOReadWarningListener {
        private String lost;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            String text = warning.toLowerCase(Locale.ROOT);
            boolean data = text.contains("premature") || text.contains("corrupt") || text.contains("inconsistent");
            if (lost == null && data && !text.contains("extraneous")) {
                lost = warning;
            }
        }

        void throwIfDamaged(String key) {
            if (lost != null) {
                boolean half = lost.toLowerCase(Locale.ROOT).contains("premature");
                Damage damage = half ? Damage.HALF_JPEG : Damage.CORRUPT_IMAGE;
                throw new DamagedImageException(key, -1, damage, lost);
            }
        }
    }
}
