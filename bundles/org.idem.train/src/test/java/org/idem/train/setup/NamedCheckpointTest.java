package org.idem.train.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedCheckpointTest {
    @TempDir
    private Path folder;

    private static Problem refused(Path named) {
        Problem problem = assertThrows(InputException.class, () -> NamedCheckpoint.folder(named))
                .problems()
                .get(0);
        assertEquals("Global.checkpoint", problem.key());
        assertEquals(named, problem.file());
        return problem;
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "latest.pdparams", "latest.pdopt", ""})
    void aCheckpointOfPlscIsCalledThat(String name) throws Exception {
        for (String ending : new String[] {".pdparams", ".pdopt", ".pdstates"}) {
            Files.writeString(folder.resolve("latest" + ending), "x");
        }
        Problem problem = refused(folder.resolve(name));
        assertTrue(problem.message().startsWith("This is a checkpoint of PLSC"), problem.message());
        assertTrue(
                problem.remedy().endsWith("Global.pretrained_model: " + folder.resolve("latest.pdparams")),
                problem.remedy());
    }

    @Test
    void otherThingsAreToldApart() throws Exception {
        Path file = Files.writeString(folder.resolve("backbone.pth"), "x");
        assertTrue(refused(file).remedy().contains("Global.pretrained_model"));
        assertTrue(refused(folder.resolve("missing")).message().startsWith("There is no such run"));
        Path other = Files.createDirectory(folder.resolve("other"));
        assertTrue(refused(other).message().startsWith("This folder is neither"));
    }
}
