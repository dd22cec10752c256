package org.idem.train.collective.mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.idem.train.process.RankProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MpiCollectiveTest {
    private static final int OPERATIONS = 9;
    private static final int WAYS = 6;

    @TempDir
    private Path folder;

    @Test
    void theContractHoldsAmongProcessesWithOneWorkerAndWithSeveral() throws Exception {
        RankProcesses.require();
        Path log = folder.resolve("ranks.log");
        Process ranks = RankProcesses.start(4, log, ContractRank.class.getName());
        assertTrue(ranks.waitFor(240, TimeUnit.SECONDS), "the ranks hang");
        String printed = Files.readString(log);
        assertEquals(0, ranks.exitValue(), printed);
        assertEquals(
                OPERATIONS * WAYS,
                printed.lines().filter(line -> line.startsWith("held: ")).count(),
                printed);
        assertEquals(
                1, printed.lines().filter(line -> line.startsWith("rounded: ")).count(), printed);
    }
}
