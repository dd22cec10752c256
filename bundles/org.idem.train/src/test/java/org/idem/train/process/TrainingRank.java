package org.idem.train.process;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.run.RunDirectory;
import org.idem.train.TinyRun;
import org.idem.train.loop.Trainer;
import org.idem.train.record.StopSignal;
import org.idem.train.setup.DeviceChoice;
import org.idem.train.setup.DeviceProvider;
import org.idem.train.tensor.Device;

/** One of the processes that train several runs one after the other, as words say: starting processes takes longer than training. */
public final class TrainingRank {
    private static final Duration IMPATIENT = Duration.ofSeconds(2);

    private TrainingRank() {}

    /** A word that trains a run: its folder, then, each behind a {@link File#pathSeparator}, what is special. */
    public static String word(TinyRun tiny, String... special) {
        String folder = tiny.run().path().toString();
        return special.length == 0 ? folder : folder + File.pathSeparator + String.join(File.pathSeparator, special);
    }

    /**
     * Trains the runs; each word is a {@link #word} with some of {@code resume}, {@code card} (each rank on a simulated card),
     * {@code hang} (the worker of the last rank stops for ever in its sixth step) and overrides of the config.
     */
    public static void main(String[] words) {
        int code = 0;
        try (MpiProcessGroup group = MpiProcessGroup.join(Clock.systemUTC(), IMPATIENT)) {
            for (String word : words) {
                train(group, List.of(word.split(File.pathSeparator)));
            }
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            code = 1;
        }
        Runtime.getRuntime().halt(code);
    }

    private static void train(ProcessGroup group, List<String> word) {
        RunDirectory run = RunDirectory.open(Path.of(word.get(0)));
        List<String> overrides = word.subList(1, word.size()).stream()
                .filter(text -> text.contains("="))
                .toList();
        ExperimentConfig config = ConfigReader.read(run.configFile(), overrides).require();
        DeviceProvider devices =
                word.contains("card") ? TinyRun.on(List.of(Device.simulated(group.number()))) : new DeviceChoice();
        if (word.contains("hang") && group.number() == group.size().count() - 1) {
            Ticker.daemon("hang", () -> suspendWorker(run));
        }
        new Trainer(run, config, new StopSignal(), Clock.systemUTC(), System.err, devices, group)
                .train(word.contains("resume"));
    }

    /** Stops the thread of the last worker once a checkpoint stands, anywhere but within an exchange with others. */
    private static void suspendWorker(RunDirectory run) {
        while (run.status().progress().step() < 6) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        Thread worker = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("idem-worker-"))
                .findFirst()
                .orElseThrow();
        while (!suspend(worker)) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private static boolean suspend(Thread worker) {
        call(worker, "suspend");
        for (StackTraceElement frame : worker.getStackTrace()) {
            if (frame.getClassName().contains(".collective.")
                    || frame.getMethodName().equals("execute")) {
                call(worker, "resume");
                return false;
            }
        }
        return true;
    }

    /** Methods that compilers warn of, for good reason: a thread that is stopped this way keeps what it holds. */
    private static void call(Thread thread, String method) {
        try {
            Thread.class.getMethod(method).invoke(thread);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Java " + ManagementFactory.getRuntimeMXBean().getSpecVersion() + " stops no thread", e);
        }
    }
}
