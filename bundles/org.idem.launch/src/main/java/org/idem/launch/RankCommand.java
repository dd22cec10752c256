package org.idem.launch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line that starts all ranks of a training. */
final class RankCommand {
    /** Environment that every engine process is started with; programs that start ranks do not take all of it along. */
    private static final List<String> CARRIED = List.of(
            "MALLOC_ARENA_MAX",
            "MALLOC_MMAP_MAX_",
            "MALLOC_TRIM_THRESHOLD_",
            "MALLOC_TOP_PAD_",
            "GOMP_SPINCOUNT",
            "LC_ALL",
            "LC_CTYPE");

    /** Seconds that ranks have to write down how it ended, when one of them has died; {@code mpirun} waits all of them. */
    private static final int SECONDS_TO_END = 4;

    private RankCommand() {}

    /**
     * The command of one process, as that of all.
     *
     * @param environment what the process is started with
     * @param more names of variables in it that belong to its libraries
     */
    static List<String> of(
            Ranks ranks, List<String> command, Map<String, String> environment, Collection<String> more) {
        List<String> all = new ArrayList<>();
        switch (ranks.starter()) {
            case MPIRUN -> mpirun(ranks, all);
            case SRUN -> srun(ranks, all);
            default -> {
                return command;
            }
        }
        // Open MPI gives a program that is called java options of its own.
        all.add("/usr/bin/env");
        all.addAll(carried(environment, more));
        all.addAll(command);
        return all;
    }

    /** Variables of every engine process, and those of this one's libraries, as {@code NAME=VALUE}. */
    static List<String> carried(Map<String, String> environment, Collection<String> more) {
        return Stream.concat(CARRIED.stream(), more.stream())
                .filter(environment::containsKey)
                .map(name -> name + "=" + environment.get(name))
                .toList();
    }

    private static void mpirun(Ranks ranks, List<String> all) {
        all.add(Ranks.Starter.MPIRUN.require().toString());
        if (System.getProperty("user.name").equals("root")) {
            all.add("--allow-run-as-root");
        }
        // Ranks divide the processors among themselves: bound to one, a rank would see no other.
        all.addAll(List.of("--oversubscribe", "--bind-to", "none"));
        all.addAll(List.of("--mca", "odls_base_sigkill_timeout", Integer.toString(SECONDS_TO_END)));
        // A machine is reached by the name that it was given, domain and all.
        all.addAll(List.of("--mca", "orte_keep_fqdn_hostnames", "1"));
        if (!ranks.hosts().isEmpty()) {
            all.add("--host");
            all.add(ranks.hosts().stream()
                    .map(host -> host.name() + ":" + host.slots())
                    .collect(Collectors.joining(",")));
        }
        all.addAll(List.of("-np", Integer.toString(ranks.count())));
    }

    private static void srun(Ranks ranks, List<String> all) {
        all.add(Ranks.Starter.SRUN.require().toString());
        all.addAll(List.of("--mpi=pmix", "--kill-on-bad-exit=1", "--cpu-bind=none"));
        all.addAll(List.of("--ntasks", Integer.toString(ranks.count())));
    }
}
