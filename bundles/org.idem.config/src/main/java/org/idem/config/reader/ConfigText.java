package org.idem.config.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.config.yaml.YamlSource;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** The text of a file that is said to be a config. */
final class ConfigText {
    private static final String GIVE = "give a YAML file in PLSC's form, such as configs/quickstart.yaml";

    private ConfigText() {}

    /**
     * Reads the text.
     *
     * @throws InputException if it is no file, no text, or larger than any config
     */
    static String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw refusal(file, "There is no such file", "check the path");
        }
        if (!Files.isRegularFile(file)) {
            String kind = BoundedFiles.kind(file);
            String endless = kind.equals("a device") ? "; what it gives may be larger than 1 MiB" : "";
            throw refusal(file, "This is " + kind + ", no file" + endless, GIVE);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(YamlSource.MAX_BYTES + 1);
            if (bytes.length > YamlSource.MAX_BYTES) {
                throw new InputException(YamlSource.tooLarge(file));
            }
            return decode(file, bytes);
        }
    }

    /** YAML may be in UTF-16 if a mark says so, and PyYAML reads it. */
    private static String decode(Path file, byte[] bytes) {
        Charset charset = bytes.length >= 2 && (bytes[0] & bytes[1] & 0xfe) == 0xfe && bytes[0] != bytes[1]
                ? StandardCharsets.UTF_16
                : StandardCharsets.UTF_8;
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') >= 0) {
                throw refusal(file, "This is a binary file, no text", GIVE);
            }
            return text;
        } catch (CharacterCodingException e) {
            throw refusal(file, "This is no text in UTF-8", GIVE);
        }
    }

    private static InputException refusal(Path file, String message, String remedy) {
        return new InputException(Problem.error(file, "", message, remedy));
    }
}
