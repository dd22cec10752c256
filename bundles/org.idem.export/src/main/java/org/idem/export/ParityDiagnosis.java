package org.idem.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.idem.config.TransformSpec;
import org.idem.data.image.Pixels;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.idem.verify.Embedder;

/**
 * Why an exported network does not compute what was trained, found by trying: it gets the same pictures in another order of
 * channels, with other means and scales, and in other layouts, until one of these gives what was trained.
 */
final class ParityDiagnosis {
    private static final int PICTURES = 6;
    /** From here on a change explains it: what remains is precision. */
    private static final double EXPLAINED = 0.99;

    private static final double LEVELS = 255;

    /** How published networks are fed, samples in [0, 1]. */
    private static final List<Normalization> KNOWN = List.of(
            new Normalization("(sample / 255 - 0.5) / 0.5", List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)),
            new Normalization("sample / 255", List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)),
            new Normalization(
                    "samples in [0, 255] as they are",
                    List.of(0.0, 0.0, 0.0),
                    List.of(1 / LEVELS, 1 / LEVELS, 1 / LEVELS)),
            new Normalization("sample - 127.5", List.of(0.5, 0.5, 0.5), List.of(1 / LEVELS, 1 / LEVELS, 1 / LEVELS)),
            new Normalization(
                    "(sample - 127.5) / 128",
                    List.of(0.5, 0.5, 0.5),
                    List.of(128 / LEVELS, 128 / LEVELS, 128 / LEVELS)),
            new Normalization(
                    "the mean and deviation of ImageNet", List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)));

    private record Normalization(String name, List<Double> mean, List<Double> std) {}

    /** Where the number of a channel, row and column stands. */
    private enum Layout {
        PLANES(""),
        PIXELS("the layout: the file reads pixels one after the other, channels last"),
        TURNED("the layout: rows and columns change places"),
        MIRRORED("the layout: left and right change places");

        private final String cause;

        Layout(String cause) {
            this.cause = cause;
        }

        int place(int channel, int row, int column, int size) {
            return switch (this) {
                case PLANES -> (channel * size + row) * size + column;
                case PIXELS -> (row * size + column) * 3 + channel;
                case TURNED -> (channel * size + column) * size + row;
                case MIRRORED -> (channel * size + row) * size + size - 1 - column;
            };
        }
    }

    /** One way to feed the network; {@code causes} are what would be wrong if it is the right one. */
    private record Trial(List<String> causes, TransformPipeline transforms, Layout layout) {}

    private final List<Pixels> pictures;
    private final float[] expected;
    private final Embedder exported;

    private ParityDiagnosis(List<Pixels> pictures, float[] expected, Embedder exported) {
        this.pictures = pictures;
        this.expected = expected;
        this.exported = exported;
    }

    /**
     * The probable cause in words, a part of a sentence.
     *
     * @param trained the network as it was trained, with its own inputs
     * @param exported the network of the file
     * @param said what the file says about its inputs
     */
    static String find(List<Pixels> crops, PictureEmbedding trained, Embedder exported, Preprocessing said) {
        List<Pixels> some = crops.subList(0, Math.min(PICTURES, crops.size()));
        float[] expected = trained.embed(IntStream.range(0, some.size()).toArray());
        ParityDiagnosis diagnosis = new ParityDiagnosis(some, expected, exported);
        double asSaid = diagnosis.cosine(new Trial(List.of(), exported.transforms(), Layout.PLANES));
        if (asSaid >= EXPLAINED) {
            return "The input is as the file says, what it computes is a little off: a weight or an operator differs";
        }
        Optional<Trial> right = trials(said, exported.inputSize()).stream()
                .filter(trial -> diagnosis.cosine(trial) >= EXPLAINED)
                .findFirst();
        return right.map(trial -> "Probable cause: " + String.join("; and ", trial.causes())
                        + String.format(
                                Locale.ROOT,
                                " (fed so, what tells pictures apart agrees: smallest cosine %.6f)",
                                diagnosis.cosine(trial)))
                .orElse("Neither the order of the channels nor mean, scale or layout of the input explains it: weights"
                        + " or operators differ");
    }

    /** One change first, then two at a time, then three. */
    private static List<Trial> trials(Preprocessing said, int size) {
        List<Trial> trials = new ArrayList<>();
        for (boolean swapped : new boolean[] {false, true}) {
            for (int known = -1; known < KNOWN.size(); known++) {
                for (Layout layout : Layout.values()) {
                    trials.add(trial(said, size, swapped, known < 0 ? null : KNOWN.get(known), layout));
                }
            }
        }
        trials.removeIf(trial -> trial.causes().isEmpty());
        trials.sort((a, b) -> Integer.compare(a.causes().size(), b.causes().size()));
        return trials;
    }

    private static Trial trial(
            Preprocessing said, int size, boolean swapped, Normalization normalization, Layout layout) {
        List<String> causes = new ArrayList<>();
        List<TransformSpec> specs = new ArrayList<>(said.transforms());
        if (swapped) {
            boolean bgr = said.order().equals("BGR");
            causes.add("the channels are swapped: the file computes with " + (bgr ? "RGB" : "BGR") + " and says "
                    + said.order());
            specs.set(0, new TransformSpec("DecodeImage", Map.of("to_rgb", bgr)));
        }
        if (normalization != null) {
            causes.add("mean and scale: the file computes with " + normalization.name());
            specs.set(
                    1,
                    new TransformSpec(
                            "NormalizeImage",
                            Map.of("scale", 1 / LEVELS, "mean", normalization.mean(), "std", normalization.std())));
        }
        if (layout != Layout.PLANES) {
            causes.add(layout.cause);
        }
        return new Trial(causes, Transforms.of(specs, size).deterministic(), layout);
    }

    /**
     * Smallest cosine over the pictures, of what tells them apart: embeddings less the mean of those of the trained network.
     * Without that a network which says almost the same of every picture would seem right however it is fed.
     */
    private double cosine(Trial trial) {
        int size = exported.inputSize();
        int count = pictures.size();
        PictureEmbedding changed = PictureEmbedding.of(
                pictures, trial.transforms(), size, (chw, n) -> exported.embed(laid(chw, n, size, trial.layout()), n));
        Comparison comparison = new Comparison();
        comparison.add(
                centered(expected),
                centered(changed.embed(IntStream.range(0, count).toArray())),
                count);
        return comparison.minCosine();
    }

    private float[] centered(float[] embeddings) {
        int count = pictures.size();
        int dim = expected.length / count;
        float[] centered = embeddings.clone();
        for (int d = 0; d < dim; d++) {
            double sum = 0;
            for (int i = d; i < expected.length; i += dim) {
                sum += expected[i];
            }
            for (int i = d; i < centered.length; i += dim) {
                centered[i] = (float) (embeddings[i] - sum / count);
            }
        }
        return centered;
    }

    private static float[] laid(float[] chw, int n, int size, Layout layout) {
        float[] laid = new float[chw.length];
        int image = chw.length / n;
        for (int i = 0; i < n; i++) {
            int from = i * image;
            for (int c = 0; c < 3; c++) {
                for (int y = 0; y < size; y++) {
                    for (int x = 0; x < size; x++) {
                        laid[from + layout.place(c, y, x, size)] = chw[from + (c * size + y) * size + x];
                    }
                }
            }
        }
        return laid;
    }
}
