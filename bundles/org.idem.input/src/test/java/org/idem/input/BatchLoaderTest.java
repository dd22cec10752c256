package org.idem.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.idem.config.TransformSpec;
import org.idem.core.InputException;
import org.idem.data.LabeledImage;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;
import org.idem.input.sampler.BatchIndices;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.junit.jupiter.api.Test;

class BatchLoaderTest {
    private static final int SIDE = 4;
    private static final int FLOATS = 3 * SIDE * SIDE;
    private static final TransformPipeline FLIPPING = Transforms.of(
            List.of(
                    new TransformSpec("DecodeImage", Map.of("to_rgb", true)),
                    new TransformSpec("RandFlipImage", Map.of("flip_code", 1)),
                    new TransformSpec(
                            "NormalizeImage",
                            Map.of("scale", 1.0 / 255, "mean", List.of(0.0, 0.0, 0.0), "std", List.of(1.0, 1.0, 1.0)))),
            SIDE);

    /** Gray ramps: image i has brightness 10 · column + i; its label is 2 · i. */
    private static ImageSource ramps(int size, Set<Integer> damaged) {
        List<byte[]> files = new ArrayList<>();
        try (ImageEncoder encoder = new ImageEncoder()) {
            for (int i = 0; i < size; i++) {
                byte[] rgb = new byte[FLOATS];
                for (int at = 0; at < rgb.length; at++) {
                    rgb[at] = (byte) (10 * (at / 3 % SIDE) + i);
                }
                files.add(damaged.contains(i) ? new byte[] {1, 2, 3} : encoder.png(new Pixels(SIDE, SIDE, rgb)));
            }
        }
        return new ImageSource() {
            @Override
            public int size() {
                return files.size();
            }

            @Override
            public LabeledImage read(int index) {
                ByteBuffer bytes = ByteBuffer.wrap(files.get(index));
                return new LabeledImage(2 * index, new EncodedImage("image " + index, bytes));
            }
        };
    }

    private static BatchLoader loader(ImageSource source, int threads, int sizeForDamage) {
        DamageLimit limit = new DamageLimit(Path.of("set.rec"), sizeForDamage);
        return new BatchLoader(source, FLIPPING, limit, new BatchLoader.Shape(4, SIDE, 11, threads));
    }

    private static List<float[]> contents(BatchLoader loader, int epoch, int[][] order, int from) {
        List<float[]> all = new ArrayList<>();
        loader.start(epoch, BatchIndices.of(order), from);
        for (Batch batch = loader.next(); batch != null; batch = loader.next()) {
            all.add(Arrays.copyOf(batch.images(), batch.count() * FLOATS));
            loader.release(batch);
        }
        return all;
    }

    private static final int[][] ORDER = {{3, 1, 4, 0}, {5, 9, 2, 6}, {8, 7}, {0, 1, 2, 3}, {4, 5, 6, 7}};

    @Test
    void batchesFollowFromSeedEpochAndOrderAlone() {
        ImageSource source = ramps(10, Set.of());
        try (BatchLoader one = loader(source, 1, 100);
                BatchLoader three = loader(source, 3, 100)) {
            List<float[]> first = contents(one, 1, ORDER, 0);
            List<float[]> again = contents(three, 1, ORDER, 0);
            List<float[]> otherEpoch = contents(one, 2, ORDER, 0);
            List<float[]> rest = contents(three, 1, ORDER, 2);
            assertEquals(5, first.size());
            boolean flipsDiffer = false;
            for (int i = 0; i < first.size(); i++) {
                assertArrayEquals(first.get(i), again.get(i), 0f);
                flipsDiffer |= !Arrays.equals(first.get(i), otherEpoch.get(i));
            }
            assertTrue(flipsDiffer);
            assertEquals(3, rest.size());
            assertArrayEquals(first.get(2), rest.get(0), 0f);
        }
    }

    @Test
    void theLabelsOfTheNextBatchAreKnownOnceItIsMade() {
        try (BatchLoader loader = loader(ramps(10, Set.of()), 1, 100)) {
            assertEquals(0, loader.nextLabels().length, "there is no epoch");
            loader.start(1, BatchIndices.of(ORDER), 0);
            for (int[] batch : ORDER) {
                while (loader.nextLabels().length == 0) {
                    Thread.onSpinWait();
                }
                long[] labels =
                        Arrays.stream(batch).mapToLong(index -> 2L * index).toArray();
                assertArrayEquals(labels, loader.nextLabels());
                loader.release(loader.next());
            }
            assertEquals(0, loader.nextLabels().length, "the epoch is over");
        }
    }

    @Test
    void aNewEpochDropsWhatWasUnderWay() {
        try (BatchLoader loader = loader(ramps(10, Set.of()), 2, 100)) {
            loader.start(1, BatchIndices.of(ORDER), 0);
            loader.release(loader.next());
            assertEquals(5, contents(loader, 2, ORDER, 0).size());
            assertNull(loader.next());
        }
    }

    /** A part that is being decoded cannot be called back: its buffer must not be used before it has ended. */
    @Test
    void aNewEpochWaitsForThePartThatIsBeingDecoded() throws Exception {
        ImageSource ramps = ramps(10, Set.of());
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        ImageSource slow = new ImageSource() {
            @Override
            public int size() {
                return ramps.size();
            }

            @Override
            public LabeledImage read(int index) {
                running.incrementAndGet();
                reading.countDown();
                try {
                    mayEnd.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    running.decrementAndGet();
                }
                return ramps.read(index);
            }
        };
        Thread user = Thread.currentThread();
        AtomicBoolean returned = new AtomicBoolean();
        try (BatchLoader loader = loader(slow, 1, 100)) {
            loader.start(1, BatchIndices.of(ORDER), 0);
            reading.await();
            Thread release = new Thread(() -> {
                while (user.getState() != Thread.State.WAITING && !returned.get()) {
                    Thread.onSpinWait();
                }
                mayEnd.countDown();
            });
            release.start();
            loader.start(2, BatchIndices.of(new int[0][]), 0);
            int left = running.get();
            returned.set(true);
            release.join();
            assertEquals(0, left);
        }
    }

    @Test
    void aFailureGivesItsBufferBack() {
        AtomicBoolean fails = new AtomicBoolean(true);
        ImageSource ramps = ramps(10, Set.of());
        ImageSource source = new ImageSource() {
            @Override
            public int size() {
                return ramps.size();
            }

            @Override
            public LabeledImage read(int index) {
                if (fails.get()) {
                    throw new IllegalStateException("no such luck");
                }
                return ramps.read(index);
            }
        };
        try (BatchLoader loader = loader(source, 2, 100)) {
            for (int i = 0; i < 5; i++) {
                loader.start(1, BatchIndices.of(ORDER), 0);
                assertThrows(IllegalStateException.class, loader::next);
            }
            fails.set(false);
            assertEquals(5, contents(loader, 2, ORDER, 0).size());
        }
    }

    @Test
    void whatNothingMayReplaceStaysEmpty() {
        ImageSource ramps = ramps(10, Set.of(4, 8, 7));
        ImageSource kept = new ImageSource() {
            @Override
            public int size() {
                return ramps.size();
            }

            @Override
            public LabeledImage read(int index) {
                return ramps.read(index);
            }

            @Override
            public boolean isReplaceable() {
                return false;
            }
        };
        try (BatchLoader loader = loader(kept, 2, 1000)) {
            loader.start(1, BatchIndices.of(ORDER), 0);
            Batch first = loader.next();
            assertEquals(2, first.damaged().nextSetBit(0));
            assertArrayEquals(new float[FLOATS], Arrays.copyOfRange(first.images(), 2 * FLOATS, 3 * FLOATS), 0f);
            loader.release(first);
            loader.release(loader.next());
            assertEquals(2, loader.next().damaged().cardinality(), "a batch of damaged images alone");
        }
    }

    @Test
    void theLimitIsTheConfigs() {
        DamageLimit half = new DamageLimit(Path.of("set.rec"), 10, 0.5);
        BatchLoader.Shape shape = new BatchLoader.Shape(4, SIDE, 11, 1);
        try (BatchLoader loader = new BatchLoader(ramps(10, Set.of(1, 3, 5, 7, 9)), FLIPPING, half, shape)) {
            assertEquals(5, contents(loader, 1, ORDER, 0).size());
            assertEquals(5, half.count());
        }
        DamageLimit less = new DamageLimit(Path.of("set.rec"), 10, 0.125);
        try (BatchLoader loader = new BatchLoader(ramps(10, Set.of(1, 3, 5, 7, 9)), FLIPPING, less, shape)) {
            DamageLimitException seen = assertThrows(DamageLimitException.class, () -> contents(loader, 1, ORDER, 0));
            assertEquals(2, seen.damaged());
            assertTrue(seen.getMessage().contains("2 of 10 images are damaged, more than 12.5 %"), seen.getMessage());
            assertTrue(seen.getMessage().contains("damage_limit"), seen.getMessage());
        }
    }

    @Test
    void aCheckFindsTooMuchDamageBeforeTheWork() {
        ImageSource source = ramps(10, Set.of(2, 6));
        DamageCheck.require(source, new DamageLimit(Path.of("set.rec"), 10, 0.2));
        assertThrows(
                DamageLimitException.class,
                () -> DamageCheck.require(source, new DamageLimit(Path.of("set.rec"), 10, 0.1)));
    }

    @Test
    void aDamagedImageIsReplacedByTheNextSoundOne() {
        try (BatchLoader loader = loader(ramps(10, Set.of(1, 0)), 2, 1000)) {
            loader.start(1, BatchIndices.of(ORDER), 0);
            Batch batch = loader.next();
            assertArrayEquals(new long[] {6, 8, 8, 6}, batch.labels());
            assertEquals(
                    Set.of(1, 3), Set.copyOf(batch.damaged().stream().boxed().toList()));
            float[] images = batch.images();
            assertArrayEquals(
                    Arrays.copyOfRange(images, 2 * FLOATS, 3 * FLOATS),
                    Arrays.copyOfRange(images, FLOATS, 2 * FLOATS),
                    0f);
            loader.release(batch);
            assertFalse(loader.next().damaged().get(0));
        }
    }

    @Test
    void moreThanOnePercentDamagedEndsTheTraining() {
        try (BatchLoader loader = loader(ramps(10, Set.of(1)), 1, 10)) {
            InputException seen = assertThrows(InputException.class, () -> contents(loader, 1, ORDER, 0));
            assertTrue(seen.getMessage().contains("more than 1 %"), seen.getMessage());
            assertTrue(seen.getMessage().contains("image 1"), seen.getMessage());
        }
    }

    @Test
    void imagesOfAnotherSizeAreBroughtToTheNetworks() {
        TransformPipeline larger = Transforms.of(List.of(), 8);
        assertEquals(8, larger.outputWidth(4));
        InputException seen = assertThrows(
                InputException.class, () -> Transforms.of(List.of(new TransformSpec("Warp", Map.of())), 8));
        assertTrue(seen.getMessage().contains("Warp"));
    }
}
