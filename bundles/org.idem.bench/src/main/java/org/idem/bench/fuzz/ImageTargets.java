package org.idem.bench.fuzz;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.fuzz.FuzzTarget;

/** The decoders of pictures. */
final class ImageTargets {
    /** Nothing here writes WebP: gradients that libwebp wrote. */
    private static final String WEBP =
            "UklGRpYAAABXRUJQVlA4IIoAAADwBQCdASoYABAAPjEWiUKiISEYBAAgAwS2AE6ZQjgbwD8ANwB+s2UqcAf1XYAP4AA0HEFVAAz6AAD+/tTsF500QxxkScDOeuYeaSf/S6+UuFLHxcl//FlKjl+MpG5qc8q6jAww8PuFHONW59Nw5nglVS+TwY7KtyE8S85S/a+RB6dKB5oFAGULgAA=";

    private static final String WEBP_LOSSLESS =
            "UklGRjQAAABXRUJQVlA4TCcAAAAvF8ADALkyRPQ/dhHR/wCRtk0d3L/jwcNREBIk/B9sNSaArR6o/wQA";

    private ImageTargets() {}

    static Stream<FuzzTarget> all() {
        return Stream.of(
                picture("jpeg", SamplePictures.jpeg()),
                picture("jpeg-progressive", SamplePictures.progressiveJpeg()),
                picture("jpeg-gray", SamplePictures.of("jpeg", BufferedImage.TYPE_BYTE_GRAY)),
                picture("png", SamplePictures.of("png", BufferedImage.TYPE_INT_RGB)),
                picture("png-alpha", SamplePictures.of("png", BufferedImage.TYPE_INT_ARGB)),
                picture("png-16", SamplePictures.of("png", BufferedImage.TYPE_USHORT_GRAY)),
                picture("png-palette", SamplePictures.of("png", BufferedImage.TYPE_BYTE_INDEXED)),
                picture("bmp", SamplePictures.of("bmp", BufferedImage.TYPE_3BYTE_BGR)),
                picture("bmp-565", SamplePictures.of("bmp", BufferedImage.TYPE_USHORT_565_RGB)),
                picture("bmp-palette", SamplePictures.of("bmp", BufferedImage.TYPE_BYTE_INDEXED)),
                picture("webp", Base64.getDecoder().decode(WEBP)),
                picture("webp-lossless", Base64.getDecoder().decode(WEBP_LOSSLESS)));
    }

    private static FuzzTarget picture(String name, byte[] sound) {
        return new FuzzTarget(name, Map.of("picture", sound), List.of(InputException.class), ImageTargets::decode);
    }

    /** Whoever decodes tells the key; here it is the file. */
    private static void decode(Path folder) throws java.io.IOException {
        Path file = folder.resolve("picture");
        if (Files.isRegularFile(file)) {
            try {
                ImageDecoder.decode(new EncodedImage("picture", ByteBuffer.wrap(Files.readAllBytes(file))));
            } catch (DamagedImageException e) {
                Damages.requireKey(e);
            }
        }
    }
}
