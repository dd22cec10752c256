package org.idem.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.input.transform.Transforms;
import org.idem.protocol.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CropsTest {
    private static final int SIZE = 32;

    @TempDir
    private Path folder;

    private ExperimentConfig config() throws IOException {
        Path file = Path.of(System.getProperty("idem.root"), "configs", "quickstart.yaml");
        List<String> overrides = List.of(
                "DataLoader.Train.dataset.cls_label_path=" + folder.resolve("train.rec"),
                "DataLoader.Eval.dataset.cls_label_path=" + folder.resolve("verify.bin"));
        return ConfigReader.parse(file, Files.readString(file), overrides).require();
    }

    private Crops read(int wanted) throws IOException {
        return Crops.ofRun(config(), wanted, SIZE, Progress.NONE);
    }

    private float[][] crops(int wanted) throws IOException {
        return read(wanted).pictures().stream().map(CropsTest::input).toArray(float[][]::new);
    }

    private static float[] input(Pixels picture) {
        float[] input = new float[3 * SIZE * SIZE];
        Transforms.of(List.of(), SIZE).apply(picture, 0, input, 0);
        return input;
    }

    @Test
    void verificationImagesComeFirstThenTrainingThenDrawn() throws IOException {
        FaceGenerator.generate(new GenerateRequest(4, 12, folder, 1, SIZE, 4, 4), Progress.NONE);
        float[][] crops = crops(30);
        assertEquals(30, crops.length);
        try (PairDataset pairs = Datasets.openPairs(folder.resolve("verify.bin"))) {
            float[] first = new float[3 * SIZE * SIZE];
            Transforms.of(List.of(), SIZE).apply(ImageDecoder.decode(pairs.first(0)), 0, first, 0);
            assertArrayEquals(first, crops[0]);
        }
        assertFalse(Arrays.equals(crops[28], crops[29]), "drawn faces differ");
        assertEquals("verify.bin (8), train.rec (12), drawn faces (10)", read(30).from());
    }

    @Test
    void aSetMayBeNamed() throws IOException {
        FaceGenerator.generate(new GenerateRequest(4, 12, folder, 1, SIZE, 4, 4), Progress.NONE);
        Crops pairs = Crops.ofSet(folder.resolve("verify.bin"), 10, SIZE, Progress.NONE);
        assertEquals("verify.bin (8), drawn faces (2)", pairs.from());
        assertEquals(
                "train.rec (5)",
                Crops.ofSet(folder.resolve("train.rec"), 5, SIZE, Progress.NONE).from());
        assertEquals(
                12,
                Crops.onlyOf(folder.resolve("train.rec"), 50, Progress.NONE)
                        .pictures()
                        .size());
        assertThrows(InputException.class, () -> Crops.ofSet(folder.resolve("none.rec"), 5, SIZE, Progress.NONE));
    }

    @Test
    void withoutItsDataARunIsProvedOnDrawnFaces() throws IOException {
        assertEquals(5, crops(5).length);
    }

    @Test
    void anExporterWithoutARunRefuses() {
        Request export = new Request.Export(folder.resolve("none"), "latest", false, folder.resolve("m.onnx"), false);
        assertThrows(InputException.class, () -> ExportMain.handle(export, Progress.NONE));
    }
}
