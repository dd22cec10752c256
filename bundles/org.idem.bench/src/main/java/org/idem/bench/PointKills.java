package org.idem.bench;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.idem.core.AtomicFiles;
import org.idem.fuzz.disk.WriteFault;
import org.idem.run.CheckpointStore;
import org.idem.run.RunStatus.LiveState;

/**
 * Ends trainers with class centers on disk at points where they write, each in a process and a run of its own, and resumes
 * them, or begins anew where nothing was saved; then each run must be as if nothing had happened.
 */
final class PointKills {
    private static final int STEPS = 7;
    private static final String[] ON_DISK = {
        "Global.save_interval_steps=3",
        "Global.keep_checkpoints=1",
        "Global.eval_during_train=False",
        "Model.class_num=2000",
        "Model.pfc_config.sample_ratio=0.1",
        "Model.pfc_config.center_storage=disk"
    };

    private final Path folder;
    private final WriteFault.Kind kind;
    private final Consumer<String> told;
    private int ended;

    /**
     * For trainings in a folder.
     *
     * @param folder takes runs and holds the sets
     * @param told takes a line about each point
     */
    PointKills(Path folder, WriteFault.Kind kind, Consumer<String> told) {
        this.folder = folder;
        this.kind = kind;
        this.told = told;
    }

    /** How many trainings ended before their time. */
    int ended() {
        return ended;
    }

    /**
     * Goes from the first point on until a training ends by itself.
     *
     * @param stride from one point to the next that is hit, at least 1
     * @return what went wrong, empty if nothing did
     */
    String run(int stride) {
        KilledRun undisturbed = KilledRun.in(folder, "undisturbed", STEPS, ON_DISK);
        if (undisturbed.train(false, kind, Long.MAX_VALUE) != 0) {
            return "the undisturbed run is " + undisturbed.state();
        }
        for (long at = 0; ; at += stride) {
            KilledRun one = KilledRun.in(folder, "point" + at, STEPS, ON_DISK);
            boolean endedEarly = one.train(false, kind, at) != 0;
            told.accept("point " + at + ": " + (endedEarly ? "ended after step " + one.steps() : "ended by itself"));
            String wrong = endedEarly ? resumed(one, undisturbed) : one.difference(undisturbed);
            if (!wrong.isEmpty()) {
                return "point " + at + ": " + wrong;
            }
            AtomicFiles.deleteTree(one.run().path());
            if (!endedEarly) {
                return "";
            }
            ended++;
        }
    }

    private String resumed(KilledRun one, KilledRun undisturbed) {
        boolean resume = new CheckpointStore(one.run().checkpoints()).hasAny();
        int exit = one.train(resume, kind, Long.MAX_VALUE);
        return exit == 0 && one.state() == LiveState.DONE
                ? one.difference(undisturbed)
                : "resumed, it ends with " + exit + " and is " + one.state();
    }
}
