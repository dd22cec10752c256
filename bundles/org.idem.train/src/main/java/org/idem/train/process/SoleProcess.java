package org.idem.train.process;

import java.time.Clock;
import java.util.List;
import org.idem.plan.Processes;
import org.idem.run.RankHeartbeat;
import org.idem.train.collective.Collective;
import org.idem.train.collective.SoloCollective;

/**
 * A process that trains alone.
 *
 * @param clock time of its heartbeat
 */
public record SoleProcess(Clock clock) implements ProcessGroup {
    @Override
    public int number() {
        return 0;
    }

    @Override
    public Processes size() {
        return Processes.ONE;
    }

    @Override
    public Collective collective() {
        return new SoloCollective();
    }

    @Override
    public List<RankHeartbeat> heartbeats() {
        return List.of(RankHeartbeat.own(0, clock.instant()));
    }

    @Override
    public void fail(String reason) {
        // Nobody is to be told.
    }

    @Override
    public boolean rootIsGone() {
        return false;
    }

    @Override
    public void onForcedEnd(ForcedEnd handler) {
        // Nobody forces it.
    }

    @Override
    public void close() {
        // Nobody is left.
    }
}
