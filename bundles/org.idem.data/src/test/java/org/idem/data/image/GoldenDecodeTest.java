package org.idem.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.idem.data.Goldens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG equal to libjpeg-turbo, to the bit. */
@Tag("golden")
class GoldenDecodeTest {

    @Test
    void everyFile() throws Exception {
        for (JsonNode file : Goldens.json(Goldens.data("decode.json"))) {
            String path = file.get("file").asText();
            if (!path.startsWith("jpeg/")) {
                path = "jpeg/" + path;
            }
            byte[] bytes = Files.readAllBytes(Goldens.data(path));
            Pixels pixels = ImageDecoder.decode(new EncodedImage(path, ByteBuffer.wrap(bytes)));
            assertEquals(file.get("width").asInt(), pixels.width());
            assertEquals(file.get("height").asInt(), pixels.height());
            assertEquals(file.get("rgb_crc32").asText(), Goldens.crc32(pixels), path);
        }
    }

    private static byte[] jpeg(String name) throws IOException {
        return Files.readAllBytes(Goldens.data("jpeg/" + name + ".jpg"));
    }

    private static String crc(byte[] bytes) {
        return Goldens.crc32(ImageDecoder.decode(new EncodedImage("test", ByteBuffer.wrap(bytes))));
    }

    /** Cameras write EXIF and no JFIF marker; the colours stay luminance and chroma, whatever the sampling. */
    @ParameterizedTest
    @ValueSource(strings = {"q90-444", "q95-420", "q90-422"})
    void withoutJfifMarker(String name) throws IOException {
        byte[] bytes = jpeg(name);
        assertEquals((byte) 0xe0, bytes[3]);
        int length = 2 + ((bytes[4] & 0xff) << 8 | bytes[5] & 0xff);
        ByteBuffer without = ByteBuffer.allocate(bytes.length - length);
        without.put(bytes, 0, 2).put(bytes, 2 + length, bytes.length - 2 - length);
        assertEquals(crc(bytes), crc(without.array()));
    }

    @Test
    void colourProfilesAreNotApplied() throws IOException {
        byte[] bytes = jpeg("q95-420");
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        ByteBuffer with = ByteBuffer.allocate(bytes.length + profile.length + 18);
        with.put(bytes, 0, 20).putShort((short) 0xffe2).putShort((short) (16 + profile.length));
        with.put("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 1);
        with.put(profile).put(bytes, 20, bytes.length - 20);
        assertEquals(crc(bytes), crc(with.array()));
    }
}
