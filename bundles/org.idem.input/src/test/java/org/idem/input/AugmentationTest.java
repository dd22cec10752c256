package org.idem.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.data.LabeledImage;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;
import org.idem.input.sampler.BatchIndices;
import org.idem.input.transform.TransformStep;
import org.idem.input.transform.Transforms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
    private static final int IMAGES = 5;
    private static final int EPOCHS = 6;
    private static final BitSet NOTHING = new BitSet();
    private static final String EVERYTHING =
            """
            - DecodeImage: {to_rgb: False}
            - RandFlipImage: {flip_code: 1}
            - ColorJitter: {brightness: 0.5, contrast: 0.4, saturation: 0.3, hue: 0.1, p: 0.7}
            - RandCropImage: {size: 32, scale: [0.4, 1.0], interpolation: random, p: 0.6}
            - GaussianBlur: {sigma: [0.3, 1.5], p: 0.5}
            - JpegCompression: {quality: [20, 80], p: 0.5}
            - LowResolution: {scale: [0.3, 0.9], p: 0.5}
            - RandomErasing: {scale: [0.05, 0.2], noise: True, p: 0.5}
            - RandFlipImage: {flip_code: -1}
            - NormalizeImage: {scale: 1.0/255.0, mean: [0.4, 0.5, 0.6], std: [0.5, 0.4, 0.3]}
            - ToCHWImage:
            """;
    /** Mirroring comes last in a training wherever nothing behind it minds. */
    private static final String MIRRORED_LAST =
            """
            - RandFlipImage: {flip_code: 1}
            - ColorJitter: {brightness: 0.5, p: 0.7}
            - RandFlipImage: {flip_code: 0}
            - NormalizeImage: {scale: 1.0/255.0, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5]}
            """;

    private static ExperimentConfig config(String ops, long seed) {
        String text = "Global: {seed: " + seed + ", epochs: 2}\n"
                + "Model: {name: MobileFaceNet_small, input_size: 32}\n"
                + "Loss:\n  Train:\n    - MarginLoss: {m1: 1.0, m2: 0.0, m3: 0.2, s: 32.0, weight: 1.0}\n"
                + "LRScheduler: {name: Poly, learning_rate: 0.1}\n"
                + "Optimizer: {name: Momentum}\n"
                + "DataLoader:\n  Train:\n    sampler: {batch_size: 4}\n    dataset:\n"
                + "      cls_label_path: train.rec\n      transform_ops:\n"
                + ops.indent(8);
        return ConfigReader.parse(Path.of("c.yaml"), text, List.of(), ConfigReader.Files.UNCHECKED, Path.of(""))
                .require();
    }

    private static List<EncodedImage> files() {
        List<EncodedImage> files = new ArrayList<>();
        Random random = new Random(5);
        try (ImageEncoder encoder = new ImageEncoder()) {
            for (int i = 0; i < IMAGES; i++) {
                byte[] rgb = new byte[3 * 40 * 40];
                random.nextBytes(rgb);
                for (int at = 0; at < rgb.length; at++) {
                    rgb[at] = (byte) ((rgb[at] & 0x3f) + at / 30 + 11 * i);
                }
                files.add(new EncodedImage("" + i, ByteBuffer.wrap(encoder.jpeg(new Pixels(40, 40, rgb), 0.9f))));
            }
        }
        return files;
    }

    /** What a training puts into its batches for the images of an epoch, in the order of the set. */
    private static float[] trained(ExperimentConfig config, List<EncodedImage> files, int epoch) {
        ImageSource source = new ImageSource() {
            @Override
            public int size() {
                return files.size();
            }

            @Override
            public LabeledImage read(int index) {
                return new LabeledImage(index, files.get(index));
            }
        };
        BatchLoader.Shape shape = new BatchLoader.Shape(
                IMAGES, config.model().inputSize(), config.global().seed(), 2);
        try (BatchLoader loader = new BatchLoader(
                source,
                Transforms.of(config.train().transforms(), config.model().inputSize()),
                new DamageLimit(Path.of("set.rec"), IMAGES),
                shape)) {
            loader.start(
                    epoch,
                    BatchIndices.of(new int[][] {IntStream.range(0, IMAGES).toArray()}),
                    0);
            return loader.next().images().clone();
        }
    }

    /** Channels first, in the order and by the normalization of the config, as a training's last pass. */
    private static float[] normalized(ExperimentConfig config, Pixels pixels) {
        boolean ofEverything = config.train().transforms().size() > 5;
        float[] mean = ofEverything ? new float[] {0.4f, 0.5f, 0.6f} : new float[] {0.5f, 0.5f, 0.5f};
        float[] std = ofEverything ? new float[] {0.5f, 0.4f, 0.3f} : new float[] {0.5f, 0.5f, 0.5f};
        int plane = pixels.width() * pixels.height();
        float[] out = new float[3 * plane];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < plane; i++) {
                int sample = pixels.rgb()[3 * i + (ofEverything ? 2 - c : c)] & 0xff;
                out[c * plane + i] = (sample * (float) (1.0 / 255) - mean[c]) / std[c];
            }
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {EVERYTHING, MIRRORED_LAST})
    void eachCopyIsWhatATrainingPutsIntoItsBatchesToTheBit(String ops) {
        List<EncodedImage> files = files();
        for (long seed : new long[] {0, 2022, 4294967295L}) {
            ExperimentConfig config = config(ops, seed);
            Augmentation augmentation = Augmentation.of(config);
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                float[] batch = trained(config, files, epoch);
                int floats = batch.length / IMAGES;
                for (int index = 0; index < IMAGES; index++) {
                    Pixels in = ImageDecoder.decode(files.get(index));
                    Pixels copy =
                            augmentation.augment(in, epoch, index, NOTHING).pixels();
                    assertArrayEquals(
                            Arrays.copyOfRange(batch, index * floats, (index + 1) * floats),
                            normalized(config, copy),
                            "seed " + seed + ", epoch " + epoch + ", image " + index);
                }
            }
        }
    }

    @Test
    void copiesDifferAndTheSeedCanBeAnother() {
        Augmentation augmentation = Augmentation.of(config(EVERYTHING, 2022));
        Pixels in = ImageDecoder.decode(files().get(0));
        long different = IntStream.range(0, 20)
                .mapToObj(epoch ->
                        augmentation.augment(in, epoch, 0, NOTHING).pixels().rgb())
                .map(Arrays::hashCode)
                .distinct()
                .count();
        assertEquals(20, different);
        byte[] other =
                augmentation.withSeed(1).augment(in, 0, 0, NOTHING).pixels().rgb();
        byte[] same = Augmentation.of(config(EVERYTHING, 1))
                .augment(in, 0, 0, NOTHING)
                .pixels()
                .rgb();
        assertArrayEquals(same, other);
        assertNotEquals(
                Arrays.hashCode(other),
                Arrays.hashCode(augmentation.augment(in, 0, 0, NOTHING).pixels().rgb()));
    }

    @Test
    void stepsTellWhichTransformDidSomething() {
        Augmentation augmentation = Augmentation.of(config(EVERYTHING, 2022));
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8), augmentation.optional());
        assertEquals("ColorJitter", augmentation.name(2));
        assertEquals(0.7, augmentation.probability(2));
        assertEquals(0.5, augmentation.probability(8));
        int[] chosen = new int[12];
        Pixels in = ImageDecoder.decode(files().get(0));
        for (int epoch = 0; epoch < 200; epoch++) {
            for (TransformStep step :
                    augmentation.augment(in, epoch, 0, NOTHING).steps()) {
                chosen[step.entry()] += step.chosen() ? 1 : 0;
            }
        }
        for (int entry : augmentation.optional()) {
            assertEquals(augmentation.probability(entry), chosen[entry] / 200.0, 0.15, augmentation.name(entry));
        }
        assertEquals("Model.input_size", augmentation.name(11));
    }

    /** The others draw what they drew: what is seen is the effect of one transform, not of other random numbers. */
    @Test
    void aTransformThatIsLeftOutChangesNoOther() {
        Augmentation augmentation = Augmentation.of(config(EVERYTHING, 2022));
        Pixels in = ImageDecoder.decode(files().get(0));
        int differing = 0;
        for (int epoch = 0; epoch < 40; epoch++) {
            List<TransformStep> all =
                    augmentation.augment(in, epoch, 0, NOTHING).steps();
            for (int entry : augmentation.optional()) {
                BitSet left = new BitSet();
                left.set(entry);
                List<TransformStep> others =
                        augmentation.augment(in, epoch, 0, left).steps();
                assertEquals(all.size(), others.size());
                for (int i = 0; i < all.size(); i++) {
                    boolean isLeft = all.get(i).entry() == entry;
                    assertEquals(!isLeft && all.get(i).chosen(), others.get(i).chosen());
                }
                boolean wasChosen = all.stream().anyMatch(step -> step.entry() == entry && step.chosen());
                boolean same = Arrays.equals(
                        all.get(all.size() - 1).pixels().rgb(),
                        others.get(others.size() - 1).pixels().rgb());
                assertTrue(wasChosen || same, "one that was not chosen makes no difference: " + entry);
                differing += same ? 0 : 1;
            }
        }
        assertTrue(differing > 100, "of 320 differ " + differing);
    }

    @Test
    void withoutTransformsThePictureStays() {
        Augmentation augmentation = Augmentation.of(config("- DecodeImage: {to_rgb: True}\n", 1));
        byte[] rgb = new byte[3 * 32 * 32];
        new Random(1).nextBytes(rgb);
        Pixels in = new Pixels(32, 32, rgb);
        assertEquals(List.of(), augmentation.optional());
        assertArrayEquals(rgb, augmentation.augment(in, 3, 1, NOTHING).pixels().rgb());
        assertEquals(1, augmentation.augment(in, 3, 1, NOTHING).steps().size());
    }
}
