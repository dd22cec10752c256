package org.idem.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.Pixels;

/** Reference files and their expected values. */
public final class Goldens {
    private Goldens() {}

    public static Path data(String path) {
        return Path.of(System.getProperty("idem.goldens"), "data", path);
    }

    public static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    public static String sha256(EncodedImage image) throws NoSuchAlgorithmException {
        ByteBuffer bytes = image.bytes().duplicate();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes);
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String crc32(Pixels pixels) {
        CRC32 crc = new CRC32();
        crc.update(pixels.rgb());
        return String.format("%08x", crc.getValue());
    }
}
