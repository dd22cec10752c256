package org.idem.train.process;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.idem.protocol.Request;

/** Which of several processes this one is, as whoever started them has said in its environment. */
public final class StartedRank {
    private StartedRank() {}

    /** Number of this process, from 0; known before MPI is. */
    public static int ofThisProcess() {
        return Boolean.getBoolean(Request.RANKS_PROPERTY) ? of(System.getenv()) : 0;
    }

    /** As {@code mpirun} says it, or {@code srun}. */
    static int of(Map<String, String> environment) {
        return Stream.of("OMPI_COMM_WORLD_RANK", "PMIX_RANK", "SLURM_PROCID")
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }
}
