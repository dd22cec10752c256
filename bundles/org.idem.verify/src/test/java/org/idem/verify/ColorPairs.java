package org.idem.verify;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.idem.data.write.BinWriter;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;

/** Sets of pairs whose faces are patches of one color, and a model that knows them by their color. */
final class ColorPairs {
    static final int SIDE = 8;

    private ColorPairs() {}

    /**
     * Writes a {@code .bin}: even pairs are of one person, odd ones of two.
     *
     * @param damaged pairs whose second image is no image
     * @param alike pairs of two persons that look the same
     */
    static void write(Path file, int pairs, Set<Integer> damaged, Set<Integer> alike) throws IOException {
        Random random = new Random(1);
        try (BinWriter writer = new BinWriter(file)) {
            for (int pair = 0; pair < pairs; pair++) {
                boolean same = pair % 2 == 0;
                float hue = random.nextFloat();
                byte[] first = patch(hue);
                byte[] second = alike.contains(pair)
                        ? first
                        : patch(same ? hue + 0.02f * random.nextFloat() : hue + 0.3f + 0.4f * random.nextFloat());
                writer.add(first, damaged.contains(pair) ? new byte[] {1, 2, 3} : second, same);
            }
        }
    }

    private static byte[] patch(float hue) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.getHSBColor(hue, 0.9f, 0.9f));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** Embeds an image as its mean color. */
    static Embedder embedder() {
        return new Embedder() {
            @Override
            public int dim() {
                return 3;
            }

            @Override
            public int inputSize() {
                return SIDE;
            }

            @Override
            public TransformPipeline transforms() {
                return Transforms.of(List.of(), SIDE);
            }

            @Override
            public float[] embed(float[] chw, int n) {
                float[] colors = new float[3 * n];
                int plane = SIDE * SIDE;
                for (int i = 0; i < chw.length; i++) {
                    colors[i / plane] += (chw[i] - 128) / plane;
                }
                return colors;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}
