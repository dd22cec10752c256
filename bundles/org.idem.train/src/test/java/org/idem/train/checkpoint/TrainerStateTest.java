package org.idem.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.idem.train.optim.LossScaler;
import org.junit.jupiter.api.Test;

class TrainerStateTest {
    private static final String WRITTEN =
            """
            {"step":6,"epoch":2,"batch":2,"epochBatches":4,"seed":9,"world":2,"batchSize":8,"images":64,"classes":8,\
            "precision":"fp32","optimizer":"AdamW","optimizerSteps":5,"rate":0.1,"best":0.75,"config":77,\
            "head":{"mean":20.0},"lossScale":{"scale":512.0,"sound":3,"overflows":1},"averagedSteps":6,"rollbacks":1,\
            "rateFactor":0.5}""";

    private static TrainerState parse(String json) throws IOException {
        return TrainerStateJson.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The keys that checkpoints have had since there are checkpoints. */
    @Test
    void theFileIsOneFlatObject() throws Exception {
        TrainerState state = parse(WRITTEN);
        assertEquals(new TrainingPosition(6, 2, 2), state.position());
        assertEquals(new TrainerState.Division(4, 2, 8, 64, 8), state.division());
        assertEquals(new TrainerState.OptimizerProgress("AdamW", 5, 0.1), state.optimizer());
        assertEquals(new RollbackState(1, 0.5), state.rollbacks());
        assertEquals(new LossScaler.State(512, 3, 1), state.lossScale());
        assertEquals(Map.of("mean", 20.0), state.head());
        assertEquals(
                new ObjectMapper().readTree(WRITTEN).toString(),
                TrainerStateJson.format(state).toString());
    }

    @Test
    void whatAnOlderVersionDidNotWriteHasItsDefault() throws Exception {
        TrainerState state = parse("{\"step\":6,\"epoch\":2,\"batch\":2,\"unknown\":[1]}");
        assertEquals(RollbackState.NONE, state.rollbacks());
        assertEquals(Map.of(), state.head());
        assertNull(state.lossScale());
        assertThrows(IOException.class, () -> parse("[]"));
        assertThrows(IOException.class, () -> parse("{\"epoch\":2}"));
    }
}
