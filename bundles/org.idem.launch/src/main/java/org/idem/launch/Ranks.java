package org.idem.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * The engine processes of a training: how many, where, and who starts them.
 *
 * @param count how many, at least 1
 * @param hosts the machines that they are started on; empty for this one, or those that Slurm has given
 * @param starter starts them
 */
public record Ranks(int count, List<RankHost> hosts, Starter starter) {
    /** One process on this machine. */
    public static final Ranks ONE = new Ranks(1, List.of(), Starter.NONE);

    private static final String KEY = "--ranks";
    /** More than the largest machines have. */
    private static final int MOST = 1 << 16;

    /** Programs that start ranks. */
    public enum Starter {
        /** A process alone needs none. */
        NONE("", ""),
        /** Open MPI's. */
        MPIRUN("mpirun", "install the Debian packages openmpi-bin and libopenmpi3"),
        /** Slurm's. */
        SRUN("srun", "install the Debian package slurm-client, or leave the allocation");

        private final String program;
        private final String remedy;

        Starter(String program, String remedy) {
            this.program = program;
            this.remedy = remedy;
        }

        /** The program on this machine. */
        Path require() {
            return Programs.find(program)
                    .orElseThrow(() -> new InputException(Problem.error(
                            null, KEY, "There is no " + program + " on this machine, which starts ranks", remedy)));
        }
    }

    public Ranks {
        hosts = List.copyOf(hosts);
        if (count < 1 || count > MOST) {
            throw new InputException(
                    Problem.error(null, KEY, "A training of " + count + " ranks", "give a number from 1 to " + MOST));
        }
    }

    /**
     * The ranks that someone asks for: of the machines of a host file, else of the Slurm allocation that this process is in, else
     * of this machine.
     *
     * @param count null for as many as there are slots or tasks, else one
     * @param hostFile null for none
     * @throws InputException if the file is wrong, or what starts ranks is missing
     */
    public static Ranks asked(Integer count, Path hostFile, Map<String, String> environment) {
        Optional<Ranks> allocated = hostFile == null ? ofAllocation(count, environment) : Optional.empty();
        return allocated.orElseGet(() -> of(count, hostFile));
    }

    /**
     * Ranks of this machine, or of the machines that a host file names.
     *
     * @param count null for one rank for each slot of the file, without one for one rank
     * @param hostFile null for this machine
     * @throws InputException if the file is wrong, or what starts ranks is missing
     */
    public static Ranks of(Integer count, Path hostFile) {
        if (hostFile == null && (count == null || count == 1)) {
            return ONE;
        }
        List<RankHost> hosts = hostFile == null ? List.of() : HostFile.read(hostFile);
        int slots = hosts.stream().mapToInt(RankHost::slots).sum();
        if (hostFile != null && count != null && count > slots) {
            throw new InputException(Problem.error(
                    hostFile,
                    KEY,
                    count + " ranks are asked for; these machines have " + slots + " slots",
                    "ask for fewer, or give the machines more slots"));
        }
        Ranks ranks = new Ranks(count == null ? slots : count, hosts, Starter.MPIRUN);
        ranks.starter().require();
        return ranks;
    }

    /**
     * The ranks of the Slurm allocation that this process is in, one for each of its tasks; empty where there is none, or none
     * of several tasks.
     *
     * @param count null for as many as Slurm was asked for
     */
    public static Optional<Ranks> ofAllocation(Integer count, Map<String, String> environment) {
        if (!environment.containsKey("SLURM_JOB_ID")) {
            return Optional.empty();
        }
        int tasks = count != null ? count : number(environment, "SLURM_NTASKS", number(environment, "SLURM_NNODES", 1));
        if (tasks <= 1) {
            return Optional.empty();
        }
        Ranks ranks = new Ranks(tasks, List.of(), Starter.SRUN);
        ranks.starter().require();
        return Optional.of(ranks);
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.matches("\\d{1,6}") ? Integer.parseInt(value) : otherwise;
    }

    /** Whether all of them are on this machine; those that Slurm starts may be on any of its nodes. */
    public boolean areHere() {
        return hosts.isEmpty() && starter != Starter.SRUN;
    }

    /** How many of them share the memory of one machine, as far as is known here. */
    int onOneMachine() {
        if (starter == Starter.SRUN) {
            return 1;
        }
        return hosts.stream().mapToInt(RankHost::slots).max().orElse(count);
    }
}
