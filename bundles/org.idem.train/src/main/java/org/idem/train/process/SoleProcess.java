package org.idem.train.process;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.idem.plan.Processes;
import org.idem.run.RankHeartbeat;
import org.idem.train.collective.Collective;
import org.idem.train.collective.SoloCollective;

/** A process that trains alone. */
public final class SoleProcess implements ProcessGroup {
    private final Clock clock;
    private final HangDetector detector = new HangDetector(HangDetector.LIMIT);
    private volatile ForcedEnd forcedEnd = reason -> {};

    /**
     * This process.
     *
     * @param clock time of its heartbeat
     */
    public SoleProcess(Clock clock) {
        this.clock = clock;
    }

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
        forcedEnd = handler;
    }

    @Override
    public Watch watch(List<WorkerProgress> workers) {
        return Ticker.everySecond("idem-watch", () -> ProgressReport.last(workers)
                .flatMap(last -> detector.find(Map.of(0, last)))
                .ifPresent(this::end))::interrupt;
    }

    /** A thread that hangs does not come back to end in order. */
    private void end(HangDetector.Hang hang) {
        forcedEnd.record(heartbeats().get(0).describe() + " " + hang.what());
        Runtime.getRuntime().halt(1);
    }

    @Override
    public void close() {
        // Nobody is left.
    }
}
