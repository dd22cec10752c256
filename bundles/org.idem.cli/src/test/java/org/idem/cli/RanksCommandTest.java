package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.cli.CommandLineFixture.Outcome;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings in several processes, as they are asked for. */
class RanksCommandTest {
    private static final Path MPIRUN = Path.of("/usr/bin/mpirun");

    @TempDir
    private static Path drawn;

    @TempDir
    private Path folder;

    @BeforeAll
    static void draw() {
        new CommandLineFixture(drawn).drawFaces(16);
    }

    private Outcome train(String name, String... more) throws Exception {
        CommandLineFixture idem = new CommandLineFixture(folder);
        if (!Files.exists(idem.faces())) {
            Files.createSymbolicLink(idem.faces(), new CommandLineFixture(drawn).faces());
        }
        List<String> words = new ArrayList<>(idem.overrides(name));
        words.addAll(List.of("-o", "DataLoader.Train.sampler.batch_size=4"));
        words.addAll(List.of(more));
        return idem.run(List.of("train", "-c", CommandLineFixture.quickstart().toString()), words);
    }

    private RunDirectory onlyRun() {
        return new RunCatalog(folder.resolve("runs")).scan().get(0).run();
    }

    private static void requireMpi() {
        Assumptions.assumeTrue(Files.isExecutable(MPIRUN), "Open MPI is missing: install openmpi-bin");
    }

    @Test
    void anUnusableNumberOfRanksIsRefusedBeforeARunIsMade() throws Exception {
        for (String number : List.of("0", "-2", "99999999", "two")) {
            Outcome refused = train("refused", "--ranks", number);
            assertEquals(2, refused.exitCode(), number);
            assertTrue(refused.err().contains("--ranks"), refused.err());
        }
        assertFalse(Files.exists(folder.resolve("runs")), "no run is made");
    }

    @Test
    void aWrongListOfMachinesIsRefusedWithItsLine() throws Exception {
        Path file = folder.resolve("machines");
        Outcome missing = train("refused", "--hosts", file.toString());
        assertEquals(2, missing.exitCode());
        assertTrue(missing.err().contains("The list of machines cannot be read"), missing.err());
        Files.writeString(file, "node1 slots=2\nnode2 slots=many\n");
        Outcome wrong = train("refused", "--hosts", file.toString());
        assertEquals(2, wrong.exitCode());
        assertTrue(wrong.err().contains("machines:2"), wrong.err());
        assertTrue(wrong.err().contains("This is no machine with its slots: node2 slots=many"), wrong.err());
        Files.writeString(file, "node1 slots=2\n");
        Outcome many = train("refused", "--hosts", file.toString(), "--ranks", "3");
        assertEquals(2, many.exitCode());
        assertTrue(many.err().contains("3 ranks are asked for; these machines have 2 slots"), many.err());
        assertFalse(Files.exists(folder.resolve("runs")), "no run is made");
    }

    @Test
    void aMachineThatIsNotThereIsNamed() throws Exception {
        requireMpi();
        Path file = Files.writeString(folder.resolve("machines"), "nowhere.invalid slots=2\n");
        Outcome failed = train("quick", "--hosts", file.toString());
        assertEquals(1, failed.exitCode(), failed.err());
        // Either ssh does not find it, or Open MPI finds no ssh.
        String first = onlyRun().status().message();
        assertTrue(first.startsWith("The trainer did not start (exit code "), first);
        assertFalse(first.contains("----"), first);
        assertTrue(failed.err().contains("nowhere.invalid") || failed.err().contains("ssh"), failed.err());
        assertFalse(failed.err().contains("killed from outside"), failed.err());
    }

    @Test
    void aRunIsStartedAndResumedInSeveralProcesses() throws Exception {
        requireMpi();
        Outcome first = train("halfway", "--ranks", "2");
        assertEquals(0, first.exitCode(), first.err());
        assertEquals(RunStatus.State.STOPPED, onlyRun().status().state());
        assertEquals(2, onlyRun().status().ranks().size());
        Files.createDirectory(Files.createDirectories(onlyRun().checkpoints()).resolve("0000000002"));
        Outcome resumed = new CommandLineFixture(folder)
                .run(
                        "train",
                        "--resume",
                        "latest",
                        "--runs",
                        folder.resolve("runs").toString(),
                        "--ranks",
                        "3",
                        "--json");
        assertEquals(0, resumed.exitCode(), resumed.err());
        assertEquals("done", resumed.json().path("state").asText());
        assertEquals(3, onlyRun().status().ranks().size());
        boolean crowded = Runtime.getRuntime().availableProcessors() < 3;
        assertEquals(crowded, resumed.err().contains("warning: 3 workers share the "), resumed.err());
    }
}
