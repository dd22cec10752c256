package org.idem.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.idem.run.MetricTags;
import org.idem.train.embed.BackboneEmbedder;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.PixelTransfer;
import org.idem.train.tensor.TensorScope;

/**
 * Whether a device computes what the processor does, in fp32: whole trainings of some steps on both, by every family of
 * networks, every head and every optimizer, with two workers, and resumed; images that travel beside it, and embeddings. What is compared are losses and weights; a weight's
 * difference counts in units of how far the training moved it. The processor's own results are what the tests hold against
 * golden values.
 */
final class DeviceChecks {
    /** Part of the way that the weights went: rounding of three steps stays far below, a wrong gradient far above. */
    private static final double MOST_DRIFT = 0.02;

    /** Of embeddings in fp32, relative to their length. */
    private static final double MOST_DIFFERENCE = 1e-4;

    private static final int STEPS = 3;
    private static final int BATCHES = 20;
    private static final int HALF_STEPS = 12;
    private static final double TOO_LARGE_SCALE = 1 << 30;

    private static final List<String> FAMILIES = List.of("MobileFaceNet_small", "IResNet18", "FaceViT_tiny_patch9_112");
    private static final List<String> HEADS = List.of(
            "{MarginLoss: {s: 16, m1: 1.0, m2: 0.5, m3: 0.0}}",
            "{MarginLoss: {s: 16, m1: 1.0, m2: 0.0, m3: 0.4}}",
            "{AdaFaceLoss: {s: 16, m: 0.2}}",
            "{CurricularFaceLoss: {s: 16, m: 0.2}}",
            "{MagFaceLoss: {s: 16, l_margin: 0.1, u_margin: 0.3}}",
            "{ElasticFaceLoss: {s: 16, mean: 0.2, plus: True}}",
            "{UniFaceLoss: {s: 16}}",
            "{LVFaceLoss: {s: 16, m: 0.2, ratios: [0.5, 0.25, 1.0], t_alpha: 1.0, thresholds: [1.0e-6, 0.9]}}");
    private static final List<String> OPTIMIZERS = List.of("Momentum", "AdamW", "MomentumLARS", "Adafactor");

    private final Device device;
    private final DeviceTrainings trainings;
    private final BiConsumer<String, Map<String, Object>> report;
    private int failures;

    /**
     * Checks of a device.
     *
     * @param report takes the name of each check and what came out
     */
    DeviceChecks(Device device, DeviceTrainings trainings, BiConsumer<String, Map<String, Object>> report) {
        this.device = device;
        this.trainings = trainings;
        this.report = report;
    }

    /** All checks in the order of what they cost; by name, so that some can be left out. */
    Map<String, Runnable> all() {
        Map<String, Runnable> checks = new TreeMap<>();
        FAMILIES.forEach(model -> checks.put(
                "1 family " + model,
                () -> compare("family " + model, 1, "Model.name=" + model, "DataLoader.Train.sampler.batch_size=8")));
        HEADS.forEach(
                loss -> checks.put("2 head " + loss, () -> compare("head " + loss, 1, "Loss.Train=[" + loss + "]")));
        OPTIMIZERS.forEach(name -> checks.put(
                "3 optimizer " + name,
                () -> compare("optimizer " + name, 1, "Optimizer.name=" + name, "Model.pfc_config.sample_ratio=0.5")));
        checks.put(
                "4 tiles",
                () -> compare("tiles", 1, "Model.pfc_config.logits=tiled", "Model.pfc_config.sample_ratio=0.5"));
        checks.put("5 two workers", () -> compare("two workers", 2, "DataLoader.Train.sampler.batch_size=8"));
        checks.put("6 resume", this::resume);
        checks.put("6 images sent ahead", this::imagesSentAhead);
        checks.put("6 embeddings", this::embeddings);
        if (device.kind() == Device.Kind.CUDA) {
            checks.put("7 half precision", this::halfPrecision);
        }
        return checks;
    }

    /** Checks that failed so far. */
    int failures() {
        return failures;
    }

    private static List<String> keys(int steps, String... more) {
        List<String> keys = new ArrayList<>(List.of("Global.max_train_step=" + steps));
        keys.addAll(Arrays.asList(more));
        return keys;
    }

    private void compare(String name, int workers, String... keys) {
        attempt(name, () -> {
            DeviceTrainings.Trained processor =
                    trainings.train(Collections.nCopies(workers, Device.CPU), keys(STEPS, keys));
            DeviceTrainings.Trained other = trainings.train(Collections.nCopies(workers, device), keys(STEPS, keys));
            return drift(processor, other);
        });
    }

    /** Three steps, ended and gone on with for three more, against six in a row. */
    private void resume() {
        attempt("resume", () -> {
            List<Device> one = List.of(device);
            DeviceTrainings.Trained straight = trainings.train(one, keys(2 * STEPS));
            DeviceTrainings.Trained ended = trainings.train(one, keys(STEPS));
            return drift(straight, trainings.resume(ended, 2 * STEPS, one));
        });
    }

    /** A scale that is too large at first is lowered until the gradients fit, and then the loss falls. */
    private void halfPrecision() {
        attempt("half precision", () -> {
            DeviceTrainings.Trained run = trainings.train(
                    List.of(device),
                    keys(
                            3 * HALF_STEPS,
                            "Global.device=gpu",
                            "Global.precision=fp16",
                            "FP16.GradScaler.init_loss_scaling=" + TOO_LARGE_SCALE));
            double[] losses = run.metric(MetricTags.LOSS);
            double[] scales = run.metric(MetricTags.LOSS_SCALE);
            double last = losses[losses.length - 1];
            Map<String, Object> line = new TreeMap<>();
            line.put("first_loss", losses[0]);
            line.put("last_loss", last);
            line.put("first_scale", scales[0]);
            line.put("last_scale", scales[scales.length - 1]);
            line.put("ok", last < losses[0] && scales[scales.length - 1] < scales[0]);
            return line;
        });
    }

    /** Images that travel on a stream of their own beside what is computed, against the processor's, to the bit. */
    private void imagesSentAhead() {
        attempt("images sent ahead", () -> {
            List<float[]> expected = Device.CPU.compute(DeviceChecks::normalized);
            List<float[]> got = device.compute(DeviceChecks::normalized);
            long wrong = IntStream.range(0, expected.size())
                    .filter(batch -> !Arrays.equals(expected.get(batch), got.get(batch)))
                    .count();
            return new TreeMap<>(Map.of("batches", expected.size(), "wrong", wrong, "ok", wrong == 0));
        });
    }

    private static List<float[]> normalized() {
        int count = 64;
        int side = 112;
        Random random = new Random(1);
        byte[] pixels = new byte[count * 3 * side * side];
        byte[] mirrors = new byte[count];
        float[] half = {0.5f, 0.5f, 0.5f};
        List<float[]> images = new ArrayList<>();
        try (PixelTransfer transfer = new PixelTransfer(false, 1 / 255f, half, half, 1, 2)) {
            for (int batch = 0; batch <= BATCHES; batch++) {
                if (batch < BATCHES) {
                    random.nextBytes(pixels);
                    random.nextBytes(mirrors);
                    transfer.send(pixels, mirrors, count, side);
                }
                if (batch > 0) {
                    images.add(
                            TensorScope.compute(() -> transfer.images(0, count).toFloats()));
                    transfer.end();
                }
            }
        }
        return images;
    }

    /** A checkpoint's embeddings of noise. */
    private void embeddings() {
        attempt("embeddings", () -> {
            Path checkpoint = trainings.train(List.of(Device.CPU), keys(1)).checkpoint();
            float[] expected = Device.CPU.compute(() -> embedded(checkpoint));
            float[] got = device.compute(() -> embedded(checkpoint));
            double difference = 0;
            double length = 0;
            for (int i = 0; i < expected.length; i++) {
                difference += ((double) expected[i] - got[i]) * ((double) expected[i] - got[i]);
                length += (double) expected[i] * expected[i];
            }
            double relative = Math.sqrt(difference / length);
            return new TreeMap<>(Map.of("difference", relative, "ok", relative <= MOST_DIFFERENCE));
        });
    }

    private static float[] embedded(Path checkpoint) {
        int count = 16;
        try (BackboneEmbedder embedder = BackboneEmbedder.load(checkpoint)) {
            float[] images = new float[count * 3 * embedder.inputSize() * embedder.inputSize()];
            double[] drawn =
                    new SplittableRandom(2).doubles(images.length, -1, 1).toArray();
            for (int i = 0; i < images.length; i++) {
                images[i] = (float) drawn[i];
            }
            return embedder.embed(images, count);
        }
    }

    private static Map<String, Object> drift(DeviceTrainings.Trained expected, DeviceTrainings.Trained got) {
        Map<String, float[]> begin = expected.first();
        Map<String, float[]> end = expected.last();
        Map<String, float[]> other = got.last();
        double moved = 0;
        double apart = 0;
        for (Map.Entry<String, float[]> weights : end.entrySet()) {
            moved += squaredDistance(weights.getValue(), begin.get(weights.getKey()));
            apart += squaredDistance(weights.getValue(), other.get(weights.getKey()));
        }
        double[] losses = expected.metric(MetricTags.LOSS);
        double[] others = got.metric(MetricTags.LOSS);
        double drift = Math.sqrt(apart / moved);
        Map<String, Object> line = new TreeMap<>();
        line.put("drift", drift);
        line.put("limit", MOST_DRIFT);
        line.put("losses", losses);
        line.put("device_losses", others);
        line.put("ok", drift <= MOST_DRIFT && losses.length == others.length && moved > 0);
        return line;
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        }
        return sum;
    }

    /** One check that fails leaves the others. */
    private void attempt(String name, Supplier<Map<String, Object>> check) {
        Map<String, Object> line;
        try {
            line = check.get();
        } catch (RuntimeException | LinkageError e) {
            line = new TreeMap<>(Map.of("ok", false, "error", String.valueOf(e)));
        }
        if (!Boolean.TRUE.equals(line.get("ok"))) {
            failures++;
        }
        report.accept(name, line);
    }
}
