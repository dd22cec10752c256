package org.idem.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.idem.core.Progress;
import org.idem.data.image.Pixels;
import org.idem.export.precision.ActivationRange;
import org.idem.export.precision.EightBitGraph;
import org.idem.export.precision.RangeHistogram;
import org.idem.export.precision.RangeMethod;
import org.idem.input.transform.TransformPipeline;

/**
 * Eight bits by static quantization: ranges of activations are measured on pictures, in several ways, and the way whose
 * embeddings lie nearest to those of float32 is taken. Where none comes near, the first and the last operator, on which most
 * depends, stay float32.
 */
final class StaticQuantization {
    /** Pictures whose activations are measured. */
    static final int PICTURES = 128;

    private static final int JUDGED = 32;
    /** Some ten values of each layer lie in memory. */
    private static final int BATCH = 4;

    private static final double NEAR = 0.99;

    private final ModelProto model;
    private final int size;
    private final float[][] inputs;
    private final Progress progress;
    private final List<float[]> expected = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();
    private ModelProto best;
    private double bestCosine = Double.NEGATIVE_INFINITY;
    private String bestName = "";

    /** A graph in eight bits and what was tried for it, in words. */
    record Quantized(ModelProto model, String tried) {}

    private StaticQuantization(ModelProto model, int size, float[][] inputs, Progress progress) {
        this.model = model;
        this.size = size;
        this.inputs = inputs;
        this.progress = progress;
    }

    /**
     * Quantizes.
     *
     * @param model in float32, of any batch size
     * @param pictures at least one
     * @param transforms what makes inputs of them
     */
    static Quantized of(
            ModelProto model, int size, List<Pixels> pictures, TransformPipeline transforms, Progress progress) {
        float[][] inputs = new float[Math.min(PICTURES, pictures.size())][3 * size * size];
        for (int i = 0; i < inputs.length; i++) {
            transforms.apply(pictures.get((int) ((long) i * pictures.size() / inputs.length)), 0, inputs[i], 0);
        }
        return new StaticQuantization(model, size, inputs, progress).quantize();
    }

    private Quantized quantize() {
        Map<String, RangeHistogram> histograms = measure();
        for (RangeMethod method : RangeMethod.values()) {
            attempt(method.toString(), histograms, method, Set.of());
        }
        if (bestCosine < NEAR) {
            List<String> operators = EightBitGraph.operators(model);
            Set<String> ends = new LinkedHashSet<>(List.of(operators.get(0), operators.get(operators.size() - 1)));
            for (RangeMethod method : RangeMethod.values()) {
                attempt(method + ", first and last operator in float32", histograms, method, ends);
            }
        }
        return new Quantized(
                best,
                "ranges of activations on " + inputs.length + " pictures; mean cosine to float32 with "
                        + String.join(", ", tried) + "; taken: " + bestName);
    }

    private Map<String, RangeHistogram> measure() {
        Map<String, RangeHistogram> histograms = new LinkedHashMap<>();
        List<String> names = EightBitGraph.activations(model);
        names.forEach(name -> histograms.put(name, new RangeHistogram()));
        List<String> inner = names.stream()
                .filter(name -> !name.equals(OnnxModelBuilder.INPUT))
                .toList();
        try (RuntimeSession session = new RuntimeSession(model, inner, size)) {
            for (boolean counting : new boolean[] {false, true}) {
                for (int from = 0; from < inputs.length; from += BATCH) {
                    progress.checkCancelled();
                    int shown = from;
                    progress.report(
                            (counting ? 0.3 : 0) + 0.3 * from / inputs.length,
                            () -> "Measuring activations of " + shown + " of " + inputs.length + " pictures");
                    learn(histograms, session, from, counting);
                }
            }
        }
        return histograms;
    }

    private void learn(Map<String, RangeHistogram> histograms, RuntimeSession session, int from, boolean counting) {
        float[] batch = batch(from, Math.min(inputs.length, from + BATCH));
        Map<String, float[]> values = session.run(batch, batch.length / inputs[0].length);
        values.put(OnnxModelBuilder.INPUT, batch);
        if (counting && from < JUDGED) {
            expected.add(values.get(OnnxModelBuilder.OUTPUT));
        }
        histograms.forEach((name, histogram) -> {
            if (counting) {
                histogram.count(values.get(name));
            } else {
                histogram.widen(values.get(name));
            }
        });
    }

    private void attempt(String name, Map<String, RangeHistogram> histograms, RangeMethod method, Set<String> left) {
        progress.checkCancelled();
        progress.report(0.6 + 0.05 * tried.size(), () -> "Trying " + name);
        Map<String, ActivationRange> ranges = new LinkedHashMap<>();
        histograms.forEach((tensor, histogram) -> ranges.put(tensor, histogram.range(method)));
        ModelProto quantized = EightBitGraph.of(model, ranges, left);
        double cosine = judge(quantized);
        tried.add(String.format(Locale.ROOT, "%s %.5f", name, cosine));
        if (cosine > bestCosine) {
            bestCosine = cosine;
            best = quantized;
            bestName = name;
        }
    }

    private double judge(ModelProto quantized) {
        Comparison comparison = new Comparison();
        try (RuntimeSession session = new RuntimeSession(quantized, List.of(), size)) {
            for (int i = 0; i < expected.size(); i++) {
                float[] batch = batch(i * BATCH, Math.min(inputs.length, (i + 1) * BATCH));
                int count = batch.length / inputs[0].length;
                comparison.learn(expected.get(i), count);
                comparison.add(expected.get(i), session.run(batch, count).get(OnnxModelBuilder.OUTPUT), count);
            }
        }
        return comparison.meanCosine();
    }

    private float[] batch(int from, int to) {
        int length = inputs[0].length;
        float[] batch = new float[(to - from) * length];
        for (int i = from; i < to; i++) {
            System.arraycopy(inputs[i], 0, batch, (i - from) * length, length);
        }
        return batch;
    }
}
