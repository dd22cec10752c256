package org.idem.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;
import org.junit.jupiter.api.Test;

/** JPEG equal to libjpeg-turbo, to the bit. */
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
}
