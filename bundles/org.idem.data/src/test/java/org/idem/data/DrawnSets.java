package org.idem.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;
import org.idem.data.write.BinWriter;

/** Small sets of pictures of noise, every one different. */
public final class DrawnSets {
    private DrawnSets() {}

    public static byte[] png(int seed) {
        byte[] rgb = new byte[3 * 8 * 8];
        new Random(seed).nextBytes(rgb);
        try (ImageEncoder encoder = new ImageEncoder()) {
            return encoder.png(new Pixels(8, 8, rgb));
        }
    }

    /** A list of pictures with these labels. */
    public static Path list(Path folder, int... labels) throws IOException {
        Files.createDirectories(folder.resolve("pictures"));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < labels.length; i++) {
            Files.write(folder.resolve("pictures/" + i + ".png"), png(i));
            lines.append("pictures/")
                    .append(i)
                    .append(".png\t")
                    .append(labels[i])
                    .append('\n');
        }
        return Files.writeString(folder.resolve("label.txt"), lines);
    }

    /** A verification set in which every second pair is genuine. */
    public static Path bin(Path file, int pairs) throws IOException {
        try (BinWriter writer = new BinWriter(file)) {
            for (int i = 0; i < pairs; i++) {
                writer.add(png(2 * i), png(2 * i + 1), i % 2 == 0);
            }
        }
        return file;
    }
}
