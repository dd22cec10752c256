package org.idem.input.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Interpolation;
import org.idem.data.image.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationsTest {
    private static final int SIDE = 24;
    private static final UniformRange WIDE = new UniformRange(0.3, 3.3);

    private static Pixels picture(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        Random random = new Random(3);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (60 + i % 97 + random.nextInt(80));
        }
        return new Pixels(width, height, rgb);
    }

    private static float[] run(TransformPipeline transforms, long seed, Pixels in) {
        float[] out = new float[3 * transforms.outputWidth(in.width()) * transforms.outputHeight(in.height())];
        transforms.apply(in, seed, out, 0);
        return out;
    }

    private static TransformOp blur(double sigma) {
        return new BlurTransform(new UniformRange(sigma, sigma), 1);
    }

    private static TransformOp erasing(double p) {
        return new ErasingTransform(new UniformRange(0.1, 0.3), WIDE, new int[] {9, 8, 7}, false, p);
    }

    private static Stream<TransformOp> all() {
        List<Interpolation> any = List.of(Interpolation.values());
        return Stream.of(
                new CropTransform(SIDE, new UniformRange(0.2, 0.9), new UniformRange(0.7, 1.4), any, 0.8),
                new JitterTransform(0.4, 0.4, 0.4, 0.2, 0.8),
                new BlurTransform(new UniformRange(0.5, 3), 0.8),
                new JpegTransform(new UniformRange(5, 95), 0.8),
                new LowResolutionTransform(new UniformRange(0.2, 0.5), any, 0.8),
                erasing(0.8),
                new ErasingTransform(new UniformRange(0.1, 0.3), WIDE, new int[3], true, 0.8));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSeedAloneDecides(TransformOp op) {
        Pixels in = picture(SIDE, SIDE);
        byte[] before = in.rgb().clone();
        TransformPipeline transforms = TransformPipeline.of(List.of(op));
        List<float[]> one = IntStream.range(0, 50)
                .mapToObj(seed -> run(transforms, seed, in))
                .toList();
        TransformPipeline others = TransformPipeline.of(List.of(op));
        List<float[]> again = IntStream.range(0, 50)
                .parallel()
                .mapToObj(seed -> run(others, seed, in))
                .toList();
        for (int seed = 0; seed < 50; seed++) {
            assertArrayEquals(one.get(seed), again.get(seed), "seed " + seed);
        }
        long different = one.stream().map(Arrays::hashCode).distinct().count();
        assertTrue(different > 25 && different < 50, op + ": of 50 are different " + different);
        assertArrayEquals(before, in.rgb(), "the input must not change");
        assertArrayEquals(
                run(TransformPipeline.of(List.of()), 0, in), run(transforms.deterministic(), 0, in), "without chance");
    }

    @ParameterizedTest
    @MethodSource("all")
    void onePixelIsEnough(TransformOp op) {
        TransformPipeline transforms = TransformPipeline.of(List.of(op));
        for (int seed = 0; seed < 20; seed++) {
            int side = op instanceof CropTransform ? SIDE : 1;
            assertEquals(3 * side * side, run(transforms, seed, picture(1, 1)).length);
        }
    }

    @Test
    void blurIsAConvolution() {
        Pixels in = picture(9, 7);
        double sigma = 1.4;
        float[] out = run(TransformPipeline.of(List.of(blur(sigma))), 1, in);
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 9; x++) {
                assertEquals(convolved(in, x, y, sigma), out[y * 9 + x], 0.51, x + ", " + y);
            }
        }
    }

    private static double convolved(Pixels in, int x, int y, double sigma) {
        double sum = 0;
        double weights = 0;
        for (int dy = -5; dy <= 5; dy++) {
            for (int dx = -5; dx <= 5; dx++) {
                double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
                sum += weight * (in.rgb()[3 * (reflect(y + dy, 7) * 9 + reflect(x + dx, 9))] & 0xff);
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static int reflect(int at, int length) {
        return at < 0 ? -at : at >= length ? 2 * (length - 1) - at : at;
    }

    @Test
    void compressionIsThatOfTheEncoder() {
        Pixels in = picture(SIDE, SIDE);
        float[] out = run(TransformPipeline.of(List.of(new JpegTransform(new UniformRange(37, 37), 1))), 5, in);
        try (ImageEncoder encoder = new ImageEncoder()) {
            byte[] bytes = encoder.jpeg(in, 0.37f);
            Pixels expected = ImageDecoder.decode(new EncodedImage("", ByteBuffer.wrap(bytes)));
            assertArrayEquals(run(TransformPipeline.of(List.of()), 0, expected), out);
        }
    }

    @Test
    void everyQualityOfTheRangeComes() {
        Pixels in = picture(SIDE, SIDE);
        Set<Integer> wanted = new HashSet<>();
        for (int quality = 10; quality <= 13; quality++) {
            UniformRange one = new UniformRange(quality, quality);
            wanted.add(Arrays.hashCode(run(TransformPipeline.of(List.of(new JpegTransform(one, 1))), 0, in)));
        }
        TransformPipeline range = TransformPipeline.of(List.of(new JpegTransform(new UniformRange(10, 13), 1)));
        Set<Integer> seen = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            seen.add(Arrays.hashCode(run(range, seed, in)));
        }
        assertEquals(wanted, seen);
    }

    @Test
    void erasingCoversARectangleOfTheWantedShare() {
        Pixels in = picture(SIDE, SIDE);
        TransformPipeline transforms = TransformPipeline.of(List.of(erasing(1)));
        for (int seed = 0; seed < 200; seed++) {
            float[] out = run(transforms, seed, in);
            BoxOf box = new BoxOf(out);
            int covered = (box.right - box.left + 1) * (box.bottom - box.top + 1);
            assertEquals(covered, box.count, "a whole rectangle");
            assertTrue(covered > 0.07 * SIDE * SIDE && covered < 0.34 * SIDE * SIDE, "covered " + covered);
        }
    }

    /** Where a picture has the cover's colour, which no picture here has. */
    private static final class BoxOf {
        private int left = SIDE;
        private int right = -1;
        private int top = SIDE;
        private int bottom = -1;
        private int count;

        BoxOf(float[] planes) {
            for (int i = 0; i < SIDE * SIDE; i++) {
                if (planes[i] == 9) {
                    assertEquals(8, planes[SIDE * SIDE + i]);
                    assertEquals(7, planes[2 * SIDE * SIDE + i]);
                    left = Math.min(left, i % SIDE);
                    right = Math.max(right, i % SIDE);
                    top = Math.min(top, i / SIDE);
                    bottom = Math.max(bottom, i / SIDE);
                    count++;
                }
            }
        }
    }

    /** A picture whose red says the column and whose green says the row shows which part was taken. */
    @Test
    void cropsHaveTheWantedAreaAndRatio() {
        int side = 100;
        byte[] rgb = new byte[3 * side * side];
        for (int i = 0; i < side * side; i++) {
            rgb[3 * i] = (byte) (i % side);
            rgb[3 * i + 1] = (byte) (i / side);
        }
        UniformRange scale = new UniformRange(0.25, 0.5);
        TransformPipeline transforms = TransformPipeline.of(
                List.of(new CropTransform(100, scale, new UniformRange(0.8, 1.25), List.of(Interpolation.NEAREST), 1)));
        Set<Integer> corners = new HashSet<>();
        for (int seed = 0; seed < 300; seed++) {
            float[] out = run(transforms, seed, new Pixels(side, side, rgb));
            double width = out[side - 1] - out[0] + 1;
            double height = out[2 * side * side - 1] - out[side * side] + 1;
            assertTrue(width * height > 2300 && width * height < 5200, width + " x " + height);
            assertTrue(width / height > 0.76 && width / height < 1.31, width + " x " + height);
            corners.add((int) out[0]);
        }
        assertTrue(corners.size() > 30, "left borders " + corners.size());
    }

    @Test
    void aWholeCropIsThePicture() {
        Pixels in = picture(SIDE, SIDE);
        UniformRange one = new UniformRange(1, 1);
        TransformPipeline transforms =
                TransformPipeline.of(List.of(new CropTransform(SIDE, one, one, List.of(Interpolation.BICUBIC), 1)));
        assertArrayEquals(run(TransformPipeline.of(List.of()), 0, in), run(transforms, 8, in));
    }

    @Test
    void lowResolutionLosesDetail() {
        Pixels in = picture(SIDE, SIDE);
        TransformOp half = new LowResolutionTransform(new UniformRange(0.5, 0.5), List.of(Interpolation.NEAREST), 1);
        float[] out = run(TransformPipeline.of(List.of(half)), 0, in);
        float[] whole = run(TransformPipeline.of(List.of()), 0, in);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                assertEquals(whole[y / 2 * 2 * SIDE + x / 2 * 2], out[y * SIDE + x]);
            }
        }
    }

    @Test
    void jitterStaysWithinItsFactors() {
        Pixels gray = new Pixels(1, 1, new byte[] {100, 100, 100});
        TransformPipeline transforms = TransformPipeline.of(List.of(new JitterTransform(0.3, 0, 0, 0, 1)));
        double sum = 0;
        for (int seed = 0; seed < 2000; seed++) {
            float value = run(transforms, seed, gray)[0];
            assertTrue(value >= 70 && value <= 130, "brightness " + value);
            sum += value;
        }
        assertEquals(100, sum / 2000, 5 * 60 / Math.sqrt(12) / Math.sqrt(2000));
    }

    @Test
    void probabilitiesAreKept() {
        Pixels in = picture(SIDE, SIDE);
        TransformPipeline transforms = TransformPipeline.of(List.of(erasing(0.2)));
        int erased = 0;
        for (int seed = 0; seed < 2000; seed++) {
            erased += new BoxOf(run(transforms, seed, in)).count > 0 ? 1 : 0;
        }
        assertEquals(400, erased, 5 * Math.sqrt(2000 * 0.2 * 0.8));
    }

    /** A mirror before a blur keeps its place; both orders come in the same share. */
    @Test
    void stepsAreDoneInTheOrderOfTheList() {
        Pixels in = picture(SIDE, SIDE);
        TransformPipeline before = TransformPipeline.of(List.of(FlipTransform.of(1), erasing(1)));
        assertFalse(Arrays.equals(
                run(before, 1, in), run(TransformPipeline.of(List.of(erasing(1), FlipTransform.of(1))), 1, in)));
        float[] plain = run(TransformPipeline.of(List.of()), 0, in);
        int mirrored = 0;
        for (int seed = 0; seed < 1000; seed++) {
            float[] out = run(before, seed, in);
            int corner = out[0] == 9 || out[SIDE - 1] == 9 ? SIDE * SIDE - SIDE : 0;
            mirrored += out[corner] == plain[corner + SIDE - 1] ? 1 : 0;
        }
        assertEquals(500, mirrored, 5 * Math.sqrt(250));
    }
}
