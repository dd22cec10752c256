package org.idem.ui.data.views;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Units;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.JpegFacts;
import org.idem.data.image.Pixels;
import org.idem.ui.data.Faces;
import org.idem.ui.selection.FaceImage;

/**
 * What a view shows of one image.
 *
 * @param picture null where it is damaged
 * @param facts names and values, in order
 */
record ImageFacts(ImageData picture, Map<String, String> facts) {

    /** Reads and decodes: on a loading thread. */
    static ImageFacts of(FaceImage image) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Key", image.key());
        int label = image.set().isPresent() ? label(image) : -1;
        if (label >= 0) {
            facts.put("Identity", Units.count(label));
        }
        facts.put("Number", "#" + Units.count(image.index()));
        ImageData picture = null;
        try {
            EncodedImage encoded = image.read();
            Pixels pixels = ImageDecoder.decode(encoded);
            picture = Faces.data(pixels);
            facts.put("Size", pixels.width() + " × " + pixels.height() + " pixels");
            facts.put("Stored as", stored(encoded));
            facts.put("Bytes", Units.count(encoded.bytes().remaining()));
        } catch (DamagedImageException e) {
            facts.put("Damaged", e.getMessage());
        }
        if (image.offset() >= 0) {
            facts.put("At byte", Units.count(image.offset()));
        }
        facts.put("Set", name(image.path()));
        return new ImageFacts(picture, facts);
    }

    /** As the editor's tab has it. */
    private static String name(Path set) {
        boolean inFolder = set.getParent() != null && set.getParent().getFileName() != null;
        return (inFolder ? set.getParent().getFileName() + "/" : "") + set.getFileName();
    }

    @SuppressWarnings("resource") // The set is the editor's.
    private static int label(FaceImage image) {
        try {
            return image.set().orElseThrow().label(image.index());
        } catch (DamagedImageException e) {
            return -1;
        }
    }

    private static String stored(EncodedImage image) {
        return JpegFacts.of(image).map(ImageFacts::words).orElseGet(() -> image.fileEnding()
                .toUpperCase(Locale.ROOT));
    }

    private static String words(JpegFacts jpeg) {
        StringBuilder words = new StringBuilder(jpeg.progressive() ? "Progressive JPEG" : "JPEG");
        if (jpeg.quality() > 0) {
            words.append(", quality ").append(jpeg.quality());
        }
        return words.append(jpeg.components() == 1 ? ", gray" : ", " + jpeg.sampling())
                .toString();
    }
}
