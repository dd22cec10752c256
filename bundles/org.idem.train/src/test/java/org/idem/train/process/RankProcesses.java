package org.idem.train.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.protocol.Request;
import org.idem.protocol.Requests;
import org.idem.run.RunDirectory;
import org.idem.train.TrainerMain;
import org.junit.jupiter.api.Assumptions;

/**
 * Starts ranks of test programs with Open MPI. They live for seconds: compiled fast, not well, so that their layers are libtorch's
 * operations.
 */
public final class RankProcesses {
    private static final Path MPIRUN = Path.of("/usr/bin/mpirun");

    private RankProcesses() {}

    /** Leaves the test out, visibly, where Open MPI is missing. */
    public static void require() {
        Assumptions.assumeTrue(
                Files.isExecutable(MPIRUN),
                "Open MPI is missing: install openmpi-bin and libopenmpi3 to run this test");
    }

    /** Starts the ranks of a run's training. */
    public static Process train(RunDirectory run, int ranks, boolean resume) throws IOException {
        Request train = new Request.Train(run.path(), resume, run.path().resolve("replies.jsonl"), ranks);
        Path request = Files.writeString(run.path().resolve("request.json"), Requests.format(train));
        return start(ranks, run.logFile(), TrainerMain.class.getName(), request.toString());
    }

    /**
     * Starts the ranks; what they print goes to a file.
     *
     * @param words main class and arguments
     */
    public static Process start(int ranks, Path log, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                MPIRUN.toString(), "--oversubscribe", "--bind-to", "none", "--mca", "odls_base_sigkill_timeout", "4"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--allow-run-as-root");
        }
        command.addAll(List.of(
                "-np",
                Integer.toString(ranks),
                "/usr/bin/env",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-modules",
                "jdk.incubator.vector",
                "-D" + Request.RANKS_PROPERTY + "=true",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
