package org.idem.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.RunDirectory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RanksTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("machines"), text);
    }

    @Test
    void machinesAreReadAsOpenMpiReadsThem() throws Exception {
        Path file = file("# two machines\nnode1 slots=2\n\nuser@10.0.0.2   slots = 4 max_slots=8 # fast\nnode3\n");
        assertEquals(
                List.of(new RankHost("node1", 2), new RankHost("user@10.0.0.2", 4), new RankHost("node3", 1)),
                HostFile.read(file));
    }

    @Test
    void aLineThatIsNoMachineIsNamed() throws Exception {
        for (String line : List.of("node1 slots=two", "node1 slots=0", "--mca x", "$(reboot)", "node1 node2")) {
            Path file = file("node0\n" + line + "\n");
            Problem problem = assertThrows(InputException.class, () -> HostFile.read(file))
                    .problems()
                    .get(0);
            assertEquals(2, problem.line(), line);
            assertTrue(problem.message().contains(line), problem.message());
        }
        Path empty = file("# nobody\n");
        assertThrows(InputException.class, () -> HostFile.read(empty));
        assertThrows(InputException.class, () -> HostFile.read(folder.resolve("nowhere")));
    }

    @Test
    void oneRankNeedsNobodyToStartIt() {
        assertEquals(Ranks.ONE, Ranks.of(null, null));
        assertEquals(Ranks.ONE, Ranks.of(1, null));
        assertEquals(List.of("java", "x"), RankCommand.of(Ranks.ONE, List.of("java", "x"), Map.of(), List.of()));
        assertThrows(InputException.class, () -> Ranks.of(0, null));
    }

    @Test
    void severalAreStartedByOpenMpiUnderAnotherNameThanJava() throws Exception {
        Assumptions.assumeTrue(Programs.find("mpirun").isPresent(), "Open MPI is missing: install openmpi-bin");
        Ranks ranks = Ranks.of(null, file("a slots=2\nb\n"));
        assertEquals(3, ranks.count());
        assertEquals(2, ranks.onOneMachine());
        List<String> command = RankCommand.of(
                ranks, List.of("/jdk/bin/java", "Main"), Map.of("GOMP_SPINCOUNT", "5", "HOME", "/h"), List.of());
        assertTrue(command.get(0).endsWith("mpirun"));
        assertTrue(String.join(" ", command).contains("--host a:2,b:1 -np 3"), command.toString());
        int program = command.indexOf("/usr/bin/env");
        assertEquals(
                List.of("/usr/bin/env", "GOMP_SPINCOUNT=5", "/jdk/bin/java", "Main"),
                command.subList(program, command.size()));
        InputException many = assertThrows(InputException.class, () -> Ranks.of(4, folder.resolve("machines")));
        assertTrue(many.getMessage().contains("3 slots"), many.getMessage());
    }

    @Test
    void anAllocationOfOneTaskIsNone() {
        assertFalse(Ranks.ofAllocation(null, Map.of()).isPresent());
        assertFalse(Ranks.ofAllocation(3, Map.of("SLURM_NTASKS", "4")).isPresent());
        assertFalse(Ranks.ofAllocation(null, Map.of("SLURM_JOB_ID", "7", "SLURM_NTASKS", "1"))
                .isPresent());
        assertFalse(Ranks.ofAllocation(1, Map.of("SLURM_JOB_ID", "7", "SLURM_NTASKS", "8"))
                .isPresent());
    }

    @Test
    void ranksAreHereUnlessAHostFileOrSlurmPlacesThem() {
        assertTrue(Ranks.ONE.areHere());
        assertTrue(new Ranks(4, List.of(), Ranks.Starter.MPIRUN).areHere());
        assertFalse(new Ranks(2, List.of(new RankHost("node1", 2)), Ranks.Starter.MPIRUN).areHere());
        assertFalse(new Ranks(2, List.of(), Ranks.Starter.SRUN).areHere());
    }

    @Test
    void workersThatTakeTurnsOnTheProcessorsOfThisMachineAreWarnedOf() throws Exception {
        RunDirectory run = RunDirectory.create(folder, "crowded", Clock.systemUTC());
        Files.writeString(run.configFile(), "Global:\n  device: cpu\n  devices: 2\n");
        Launcher launcher = new Launcher(EngineInstallation.ofClassPath("none"), folder);
        int processors = Runtime.getRuntime().availableProcessors();
        assertEquals(
                Optional.of(2 * processors + 2 + " workers share the " + processors
                        + " processors of this machine and take turns: fewer ranks train as fast"),
                launcher.crowding(run, new Ranks(processors + 1, List.of(), Ranks.Starter.MPIRUN)));
        assertEquals(Optional.empty(), launcher.crowding(run, Ranks.ONE));
        List<RankHost> others = List.of(new RankHost("node1", 1000));
        assertEquals(Optional.empty(), launcher.crowding(run, new Ranks(1000, others, Ranks.Starter.MPIRUN)));
    }
}
