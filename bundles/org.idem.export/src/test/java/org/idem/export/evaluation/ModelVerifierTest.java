package org.idem.export.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.export.SavedRun;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.model.ModelSpec;
import org.idem.protocol.EvaluationFigures;
import org.idem.protocol.InputOptions;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVerifierTest {
    private static final int SIDE = 32;
    private static final String NETWORK = "MobileFaceNet_small";

    @TempDir
    private Path folder;

    private Reply.Verified verify(ModelSource model, Path out) {
        Request request = new Request.Verify(model, List.of(folder.resolve("faces/verify.bin")), out);
        return assertInstanceOf(Reply.Verified.class, EvaluationMain.handle(request, Progress.NONE));
    }

    @Test
    void aRunAndItsBareWeightsComeToTheSame() throws IOException {
        Path faces = Files.createDirectories(folder.resolve("faces"));
        FaceGenerator.generate(new GenerateRequest(8, 16, faces, 7, SIDE, 20, 6), Progress.NONE);
        SavedRun saved = SavedRun.in(folder);
        saved.save(new ModelSpec(NETWORK, 512, SIDE, List.of(), 0), false, new float[3 * SIDE * SIDE]);
        Path out = folder.resolve("verified");
        Reply.Verified verified = verify(ModelSource.ofRun(saved.run().path(), "latest"), out);
        assertEquals(SavedRun.STEP, verified.step());
        assertEquals(saved.checkpoint(), verified.checkpoint());
        EvaluationFigures figures = verified.sets().get(0);
        assertEquals(20, figures.pairs());
        assertTrue(figures.accuracy() >= 0.3);
        Evaluation evaluation = EvaluationStore.read(figures.file());
        assertEquals(out, figures.file().getParent());
        assertEquals(figures.accuracy(), evaluation.accuracy());

        Path weights = saved.checkpoint().resolve("backbone.safetensors");
        InputOptions size = new InputOptions(SIDE, null, null, null);
        ModelSource bare = new ModelSource(weights, "latest", false, NETWORK, size);
        Reply.Verified other = verify(bare, folder.resolve("eval/weights"));
        assertEquals(figures.accuracy(), other.sets().get(0).accuracy());
        assertEquals(figures.eer(), other.sets().get(0).eer());
        assertEquals(0, other.step());
    }

    @Test
    void otherRequestsAreRefused() {
        Request train = new Request.Train(folder, false, folder.resolve("replies"));
        assertThrows(InputException.class, () -> EvaluationMain.handle(train, Progress.NONE));
        assertThrows(
                InputException.class,
                () -> verify(ModelSource.of(folder.resolve("nothing.onnx")), folder.resolve("out")));
    }
}
