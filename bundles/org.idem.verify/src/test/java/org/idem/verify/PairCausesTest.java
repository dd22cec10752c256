package org.idem.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.write.BinWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound pairs are textures of their own; the last pair's second picture is made of the first in a way that a test knows. */
class PairCausesTest {
    private static final int SIDE = 48;
    private static final int SOUND = 40;

    @TempDir
    private Path folder;

    private int files;

    private static BufferedImage texture(int seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 300; i++) {
            int gray = 40 + random.nextInt(160);
            graphics.setColor(new java.awt.Color(gray, gray, gray));
            graphics.fillRect(
                    random.nextInt(SIDE) - 4, random.nextInt(SIDE) - 4, 3 + random.nextInt(9), 3 + random.nextInt(9));
        }
        graphics.dispose();
        return image;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private Set<PairCause> causes(UnaryOperator<BufferedImage> second) throws IOException {
        Path file = folder.resolve("pairs" + files++ + ".bin");
        try (BinWriter writer = new BinWriter(file)) {
            for (int pair = 0; pair < SOUND; pair++) {
                writer.add(png(texture(2 * pair)), png(texture(2 * pair + 1)), pair % 2 == 0);
            }
            writer.add(png(texture(1000)), png(second.apply(texture(1000))), false);
        }
        try (PairDataset set = Datasets.openPairs(file)) {
            PairCauses examiner = PairCauses.of(set);
            assertEquals(Set.of(PairCause.UNKNOWN), examiner.of(set, 0));
            return examiner.of(set, SOUND);
        }
    }

    private static BufferedImage brightened(BufferedImage image, double factor, int more) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int gray = (int) Math.min(255, more + factor * (image.getRGB(x, y) & 0xff));
                image.setRGB(x, y, gray << 16 | gray << 8 | gray);
            }
        }
        return image;
    }

    private static BufferedImage mirrored(BufferedImage image) {
        BufferedImage other = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        other.createGraphics().drawImage(image, SIDE, 0, -SIDE, SIDE, null);
        return other;
    }

    @Test
    void theSamePictureIsTold() throws IOException {
        assertEquals(Set.of(PairCause.SAME_PICTURE), causes(image -> brightened(image, 0.9, 10)));
    }

    @Test
    void aMirroredPictureIsTold() throws IOException {
        assertEquals(Set.of(PairCause.MIRRORED), causes(PairCausesTest::mirrored));
    }

    @Test
    void blurIsTold() throws IOException {
        Set<PairCause> causes = causes(image -> {
            BufferedImage small = new BufferedImage(6, 6, BufferedImage.TYPE_INT_RGB);
            small.createGraphics().drawImage(texture(77), 0, 0, 6, 6, null);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(small, 0, 0, SIDE, SIDE, null);
            return image;
        });
        assertTrue(causes.contains(PairCause.BLURRED), causes.toString());
    }

    @Test
    void lightIsTold() throws IOException {
        assertTrue(causes(image -> brightened(texture(78), 0.2, 0)).contains(PairCause.DARK));
        assertTrue(causes(image -> brightened(texture(78), 0.5, 160)).contains(PairCause.BRIGHT));
        assertTrue(causes(image -> brightened(texture(78), 0.2, 90)).contains(PairCause.FLAT));
    }

    @Test
    void emptyBordersAreTold() throws IOException {
        Set<PairCause> causes = causes(image -> {
            BufferedImage other = texture(79);
            other.createGraphics().clearRect(0, 0, SIDE, 12);
            return other;
        });
        assertEquals(Set.of(PairCause.CROPPED), causes);
    }
}
