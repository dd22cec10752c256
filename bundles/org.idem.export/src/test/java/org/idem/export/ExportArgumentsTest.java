package org.idem.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.idem.core.InputException;
import org.junit.jupiter.api.Test;

class ExportArgumentsTest {
    @Test
    void everyWordIsUnderstood() {
        ExportArguments arguments = ExportArguments.parse(List.of(
                "--run", "r", "--checkpoint", "best", "--average", "--out", "m.onnx", "--crops", "300", "--force"));
        assertEquals(new ExportArguments(Path.of("r"), "best", true, Path.of("m.onnx"), 300, true), arguments);
    }

    @Test
    void whatIsWrongIsNamed() {
        for (List<String> wrong : List.of(
                List.of("--run", "r"),
                List.of("--run", "r", "--out"),
                List.of("--run", "r", "--out", "m", "--crops", "8"),
                List.of("--run", "r", "--out", "m", "--fast"))) {
            InputException refused = assertThrows(InputException.class, () -> ExportArguments.parse(wrong));
            assertTrue(refused.getMessage().contains("--run DIR"), refused.getMessage());
        }
    }
}
