package org.idem.launch;

import java.nio.file.Path;
import java.util.List;

/**
 * What a training is to do otherwise than its config says, and in how many processes.
 *
 * @param overrides what the config's keys are to be instead, as {@code KEY=VALUE}
 * @param processes how many; null for as many as the machines or an allocation of Slurm have slots, without either one
 * @param machines a host file of Open MPI; null for this machine
 */
public record TrainChoice(List<String> overrides, Integer processes, Path machines) {
    /** As the config says, on this machine. */
    public static final TrainChoice AS_CONFIGURED = new TrainChoice(List.of(), null, null);

    public TrainChoice {
        overrides = List.copyOf(overrides);
    }

    /**
     * The processes to be started; reads the host file.
     *
     * @throws org.idem.core.InputException if it is wrong, or what starts processes is missing
     */
    public Ranks ranks() {
        return Ranks.asked(processes, machines, System.getenv());
    }
}
