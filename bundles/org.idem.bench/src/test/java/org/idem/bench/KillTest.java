package org.idem.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    @TempDir
    private Path folder;

    @Test
    void aRunThatIsKilledAgainAndAgainEqualsOneThatIsNot() {
        List<String> told = new ArrayList<>();
        KillRounds kills = new KillRounds(folder, 20260131, told::add);
        kills.draw();
        assertEquals("", kills.run(6, 100), () -> String.join("\n", told));
    }
}
