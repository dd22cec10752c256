package org.idem.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.run.RunStatus.LiveState;

/**
 * Kills trainers and launchers at random moments, of the start, of steps, of saving and verifying, and resumes; then the run
 * must be as if nothing had happened.
 */
final class KillRounds {
    private static final int MOST_STEPS_BEFORE = 12;
    private static final int MOST_MILLIS_AFTER = 60;
    private static final int MOST_MILLIS_OF_START = 2500;

    private final Path folder;
    private final SplittableRandom random;
    private final Consumer<String> told;

    /**
     * For rounds in a folder.
     *
     * @param folder takes sets and runs
     * @param seed of the moments
     * @param told takes a line about each kill
     */
    KillRounds(Path folder, long seed, Consumer<String> told) {
        this.folder = folder;
        this.random = new SplittableRandom(seed);
        this.told = told;
    }

    /** Draws what is trained on. */
    void draw() {
        FaceGenerator.generate(new GenerateRequest(8, 64, folder.resolve("faces"), 7, 32, 20, 6), Progress.NONE);
    }

    /**
     * Trains undisturbed, then with kills.
     *
     * @param kills how often something is killed
     * @param steps of the training, enough that it does not end before
     * @return what went wrong, empty if nothing did
     */
    String run(int kills, int steps) {
        KilledRun undisturbed = KilledRun.in(folder, "undisturbed", steps);
        Process alone = undisturbed.launch(false);
        KilledRun disturbed = KilledRun.in(folder, "disturbed", steps);
        undisturbed.await("the undisturbed run", () -> !alone.isAlive());
        if (undisturbed.state() != LiveState.DONE) {
            return "the undisturbed run is " + undisturbed.state();
        }
        String wrong = disturb(disturbed, kills, steps);
        return wrong.isEmpty() ? disturbed.difference(undisturbed) : wrong;
    }

    private String disturb(KilledRun one, int kills, int steps) {
        Process launcher = one.launch(false);
        for (int kill = 1; kill <= kills && one.steps() < steps; kill++) {
            boolean ofLauncher = random.nextInt(3) == 0;
            awaitMoment(one, launcher);
            String wrong = ofLauncher ? killLauncher(one, launcher) : killTrainer(one);
            told.accept(
                    "kill " + kill + " of the " + (ofLauncher ? "launcher" : "trainer") + " after step " + one.steps());
            if (!wrong.isEmpty()) {
                return wrong;
            }
            if (one.trainer().isEmpty()) {
                Process before = launcher;
                one.await("the end of the launcher", () -> !before.isAlive());
                launcher = one.state() == LiveState.DONE ? launcher : one.launch(true);
            }
        }
        one.await("the end", () -> one.trainer().isEmpty() && one.state() == LiveState.DONE);
        return "";
    }

    /** Some time after the start, or after some more steps. */
    private void awaitMoment(KilledRun one, Process launcher) {
        if (random.nextInt(4) == 0) {
            KilledRun.pause(Duration.ofMillis(random.nextInt(MOST_MILLIS_OF_START)));
            return;
        }
        int before = one.steps();
        int more = 1 + random.nextInt(MOST_STEPS_BEFORE);
        one.await("the next steps", () -> one.steps() >= before + more || isOver(one, launcher));
        KilledRun.pause(Duration.ofMillis(random.nextInt(MOST_MILLIS_AFTER)));
    }

    private static boolean isOver(KilledRun one, Process launcher) {
        return !launcher.isAlive() && one.trainer().isEmpty();
    }

    /** The trainer goes on by itself, and the run says so. */
    private static String killLauncher(KilledRun one, Process launcher) {
        KilledRun.kill(launcher.toHandle());
        Optional<ProcessHandle> trainer = one.trainer();
        if (trainer.isEmpty()) {
            LiveState state = one.state();
            return state == LiveState.DONE || state == LiveState.CRASHED ? "" : "without a trainer it is " + state;
        }
        int before = one.steps();
        one.await(
                "the orphan's steps",
                () -> one.steps() > before || one.trainer().isEmpty());
        LiveState state = one.state();
        boolean alive = state == LiveState.RUNNING || state == LiveState.STARTING;
        return alive || state == LiveState.DONE ? "" : "with its trainer alone it is " + state;
    }

    private static String killTrainer(KilledRun one) {
        one.trainer().ifPresent(KilledRun::kill);
        LiveState state = one.state();
        return state.isAlive() && one.trainer().isEmpty() && state != LiveState.STARTING
                ? "its trainer was killed, and it is " + state
                : "";
    }
}
