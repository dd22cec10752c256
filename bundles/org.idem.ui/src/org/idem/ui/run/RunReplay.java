package org.idem.ui.run;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.swt.widgets.Composite;
import org.idem.ui.jobs.Polling;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * Shows a run as it was, moment after moment, while the run itself goes on or rests. Reading is in the background; of the
 * moments that were wanted meanwhile only the last one is read. UI thread only.
 */
final class RunReplay {
    private static final Duration FRAME = Duration.ofMillis(100);
    private static final double NANOS = 1e9;

    private final UiUpdateQueue updates;
    private final Supplier<RunSnapshot> now;
    private final Consumer<RunMoment> show;
    private final Runnable back;
    private final ReplayReader reader;
    private final ReplayBar bar;
    private final Polling polling = new Polling("Replaying the run", FRAME, this::read);
    /** Where on the line of moments one looks. */
    private volatile double wanted = 1;

    private volatile boolean active;
    private volatile boolean playing;
    private volatile ReplaySpeed speed;
    /** When the place on the line was last moved by playing. */
    private volatile long lastFrame;

    /** Only touched by the job: seconds of the line of moments. */
    private double length = 1;

    /**
     * Nothing is replayed yet.
     *
     * @param now the run as it is
     * @param show shows a moment
     * @param back shows the run as it is
     */
    RunReplay(
            Composite parent,
            RunReader run,
            UiUpdateQueue updates,
            Supplier<RunSnapshot> now,
            Consumer<RunMoment> show,
            Runnable back) {
        this.updates = updates;
        this.now = now;
        this.show = show;
        this.back = back;
        reader = new ReplayReader(run);
        bar = new ReplayBar(parent, this::go, this::playOrPause, this::end);
        speed = bar.speed();
        bar.onSpeed(chosen -> speed = chosen);
    }

    /** Whether the past is shown. */
    boolean isActive() {
        return active;
    }

    /**
     * Begins at the end of the run, from where one goes back.
     *
     * @param focused whether its slider gets the focus
     */
    void begin(boolean focused) {
        active = true;
        bar.setVisible(true);
        if (focused) {
            bar.setFocus();
        }
        go(1);
    }

    /** Goes back to the present. */
    void end() {
        if (active) {
            active = false;
            pause();
            bar.setVisible(false);
            back.run();
        }
    }

    /** Reads the moment that is shown again, as after a choice of other charts. */
    void refresh() {
        if (active) {
            polling.schedule();
        }
    }

    private void go(double share) {
        wanted = share;
        polling.schedule();
    }

    private void playOrPause() {
        if (playing) {
            pause();
            return;
        }
        if (wanted >= 1) {
            wanted = 0;
        }
        lastFrame = System.nanoTime();
        playing = true;
        bar.showPlaying(true);
        polling.schedule();
    }

    private void pause() {
        playing = false;
        bar.showPlaying(false);
    }

    /** Reads one moment; as long as it plays, the next one a moment later. */
    private boolean read() {
        RunSnapshot current = now.get();
        if (!active || current == null) {
            return false;
        }
        boolean plays = playing;
        if (plays) {
            long time = System.nanoTime();
            wanted = Math.min(1, wanted + (time - lastFrame) / NANOS * speed.sharePerSecond(length));
            lastFrame = time;
        }
        double place = wanted;
        RunMoment moment = reader.at(place, current);
        length = moment.line().lengthSeconds();
        if (wanted == place) {
            wanted = moment.share();
        }
        updates.postLatest(this, () -> show(moment));
        return active && playing && place < 1;
    }

    private void show(RunMoment moment) {
        if (!active) {
            return;
        }
        bar.show(moment, playing || moment.share() == wanted);
        if (playing && moment.share() >= 1) {
            pause();
        }
        show.accept(moment);
    }

    /** Ends reading with its editor. */
    void dispose() {
        active = false;
        playing = false;
        polling.cancel();
    }
}
