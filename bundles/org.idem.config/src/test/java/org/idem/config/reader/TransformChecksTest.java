package org.idem.config.reader;

import static org.idem.config.reader.Fixtures.onlyError;
import static org.idem.config.reader.Fixtures.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.idem.config.TransformSpec;
import org.idem.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformChecksTest {
    private static final String OPS = "DataLoader.Train.dataset.transform_ops.";

    private static String ops(String list) {
        return with(
                "cls_label_path: data/train.rec",
                "cls_label_path: data/train.rec\n      transform_ops:\n        - DecodeImage:\n        " + list);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            - RandCropImage: {scale: [0, 1]}             | 19 | 34 | RandCropImage.scale       | (0, 1]
            - RandCropImage: {scale: [0.9, 0.2]}         | 19 | 34 | RandCropImage.scale       | least value
            - RandCropImage: {ratio: [1, 2, 3]}          | 19 | 34 | RandCropImage.ratio       | 2 values
            - RandCropImage: {interpolation: bicubical}  | 19 | 42 | RandCropImage.interpolation | bicubical
            - ColorJitter: {hue: 0.6}                    | 19 | 30 | ColorJitter.hue           | [0, 0.5]
            - ColorJitter: {p: 1.5}                      | 19 | 28 | ColorJitter.p             | [0, 1]
            - GaussianBlur: {sigma: [0, 1]}              | 19 | 33 | GaussianBlur.sigma        | (0, 50]
            - JpegCompression: {quality: [0, 50]}        | 19 | 38 | JpegCompression.quality   | [1, 100]
            - JpegCompression: {quality: [10.5, 50]}     | 19 | 38 | JpegCompression.quality   | list of integers
            - LowResolution: {scale: [0.5, 2]}           | 19 | 34 | LowResolution.scale       | (0, 1]
            - RandomErasing: {value: [300, 0, 0]}        | 19 | 34 | RandomErasing.value       | [0, 255]
            - RandomErasing: {value: [0]}                | 19 | 34 | RandomErasing.value       | 3 values
            """)
    void rangesAreChecked(String op, int line, int column, String key, String message) {
        Problem error = onlyError(ops(op));
        assertEquals(OPS + "1." + key, error.key());
        assertEquals(line, error.line(), error.toString());
        assertEquals(column, error.column(), error.toString());
        assertTrue(error.message().contains(message), error.toString());
    }

    @Test
    void whatWorksOnBytesComesBeforeTheNormalisation() {
        Problem error = onlyError(ops("- NormalizeImage:\n        - RandomErasing:\n        - ToCHWImage:"));
        assertEquals(OPS + "2.RandomErasing", error.key());
        assertEquals(20, error.line());
        assertTrue(error.message().contains("before NormalizeImage"), error.message());
    }

    @Test
    void defaultsAreFilledIn() {
        List<TransformSpec> specs = Fixtures.read(ops("- RandCropImage:\n        - LowResolution: {p: 0.1}"))
                .require()
                .train()
                .transforms();
        assertEquals(
                Map.of(
                        "size",
                        112,
                        "scale",
                        List.of(0.08, 1.0),
                        "ratio",
                        List.of(3.0 / 4, 4.0 / 3),
                        "interpolation",
                        "bilinear",
                        "p",
                        1.0),
                specs.get(1).args());
        assertEquals(0.1, specs.get(2).args().get("p"));
    }

    @Test
    void verificationHasNoRandomSteps() {
        String text = ops("- ColorJitter:") + "  Eval:\n    dataset:\n      cls_label_path: lfw.bin\n"
                + "      transform_ops:\n        - ColorJitter:\n";
        assertEquals(
                "DataLoader.Eval.dataset.transform_ops.0.ColorJitter",
                onlyError(text).key());
    }

    @Test
    void aRandomOrderIsNotSwitchedOff() {
        LoadedConfig loaded = Fixtures.read(
                with("batch_size: 64", "batch_size: 64\n      name: RandomBatchSampler\n      shuffle: False"));
        assertEquals("RandomBatchSampler", loaded.require().train().samplerName());
        assertTrue(loaded.problems().stream().anyMatch(p -> p.key().equals("DataLoader.Train.sampler.shuffle")));
    }
}
