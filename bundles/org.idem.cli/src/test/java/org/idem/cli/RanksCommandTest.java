package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.cli.CommandLineFixture.Outcome;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;
import org.idem.plan.CardMemory;
import org.idem.plan.CardPlan;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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

    /** This machine with one card, of which so much is free. */
    private static DeviceList oneCard(long free) {
        long memory = 1L << 36;
        return new DeviceList(
                List.of(
                        new ComputeDevice("cpu", "A processor", memory, memory, null, null),
                        new ComputeDevice("cuda:0", "NVIDIA H100", memory, free, "570.86.10", null)),
                List.of());
    }

    private static List<String> onCard() {
        List<String> words = new ArrayList<>(new CommandLineFixture(drawn).overrides("card"));
        words.addAll(List.of("-o", "Global.device=gpu", "-o", "DataLoader.Train.sampler.batch_size=4"));
        return words;
    }

    /** Trains on the card with a launcher that starts nothing. */
    private static Outcome trainOnCard(long free, String... more) {
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err, true), false);
        LauncherFactory none = new LauncherFactory(() -> {
            throw new InputException(Problem.error(null, "launcher", "Nothing is started here", "read on"));
        });
        List<String> words =
                new ArrayList<>(List.of("-c", CommandLineFixture.quickstart().toString()));
        words.addAll(onCard());
        words.addAll(List.of(more));
        int exitCode = new CommandLine(new TrainCommand(console, none, () -> oneCard(free)))
                .setExecutionExceptionHandler(new Failures(console))
                .execute(words.toArray(String[]::new));
        return new Outcome(exitCode, "", err.toString());
    }

    /** What a training of one process takes of the card. */
    private static long bytesOfOne() {
        List<String> values =
                onCard().stream().filter(word -> !word.equals("-o")).toList();
        LoadedConfig loaded = ConfigReader.read(CommandLineFixture.quickstart(), values, ConfigReader.Files.MUST_EXIST);
        TrainingPlan plan = TrainingPlan.of(
                loaded.config(), ConfigOptions.trainingSet(loaded).size());
        CardMemory card = new CardMemory("cuda:0", "", 1L << 36, 1L << 36);
        return CardPlan.of(plan, List.of(card)).get(0).total();
    }

    @Test
    void theCardsOfThisMachineAreHeldAgainstAllProcessesHereAndAgainstNoneOfOthers() throws Exception {
        requireMpi();
        long one = bytesOfOne();
        String passed = "Nothing is started here";
        assertTrue(trainOnCard(one).err().contains(passed), "one process fits");
        Outcome two = trainOnCard(one, "--ranks", "2");
        assertEquals(2, two.exitCode());
        assertTrue(two.err().contains("2 workers take "), two.err());
        Path machines = Files.writeString(folder.resolve("machines"), "node1 slots=1\nnode2 slots=1\n");
        Outcome others = trainOnCard(1, "--hosts", machines.toString());
        assertTrue(others.err().contains(passed), others.err());
        assertTrue(trainOnCard(1).err().contains("does not fit"), "the same here");
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
