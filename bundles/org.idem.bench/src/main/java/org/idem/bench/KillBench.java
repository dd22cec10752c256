package org.idem.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.idem.core.AtomicFiles;
import org.idem.fuzz.disk.WriteFault;
import org.idem.protocol.JsonLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kills trainers and launchers at random moments; what is resumed must equal what nobody disturbed, bit by bit. */
@Command(
        name = "kill",
        description = "Kills a training at random moments and resumes it; ends with 1 where anything differs.",
        mixinStandardHelpOptions = true)
final class KillBench implements Callable<Integer> {
    private static final int STEPS_PER_KILL = 25;

    @Option(names = "--rounds", defaultValue = "20", description = "Kills (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the moments (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--points",
            paramLabel = "STRIDE",
            description = "Aim: kill at the first write, in a new run at the one STRIDE later, and so on to the last.")
    private int points;

    @Option(names = "--full", description = "With --points: the disk is full from there on, instead of a kill.")
    private boolean full;

    @Option(names = "--folder", description = "Where to train; kept if given, and where anything differs.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        Path where = folder == null
                ? Files.createTempDirectory("idem-kill")
                : Files.createDirectories(folder.toAbsolutePath());
        KillRounds kills = new KillRounds(where, seed, System.err::println);
        kills.draw();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "kill");
        String wrong = points > 0 ? aim(where, line) : killAtRandom(kills, line);
        line.put("equal", wrong.isEmpty());
        line.put("difference", wrong);
        System.out.println(JsonLines.format(line));
        if (folder == null && wrong.isEmpty()) {
            AtomicFiles.deleteTree(where);
        }
        return wrong.isEmpty() ? 0 : 1;
    }

    private String killAtRandom(KillRounds kills, Map<String, Object> line) {
        line.put("rounds", rounds);
        line.put("seed", seed);
        return kills.run(rounds, rounds * STEPS_PER_KILL);
    }

    private String aim(Path where, Map<String, Object> line) {
        WriteFault.Kind kind = full ? WriteFault.Kind.FULL : WriteFault.Kind.KILL;
        PointKills aimed = new PointKills(where, kind, System.err::println);
        String wrong = aimed.run(points);
        line.put("stride", points);
        line.put("full", full);
        line.put("ended", aimed.ended());
        return wrong;
    }
}
