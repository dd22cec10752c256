package org.idem.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.protocol.JsonLines;
import org.idem.train.collective.nccl.Nccl;
import org.idem.train.tensor.CudaRuntime;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a card computes what the processor does, and what steps take on it, beside PyTorch's if that is given. */
@Command(
        name = "device",
        description = {
            "Checks a card against the processor (every family, head and optimizer, two workers, resume, fp16), then"
                    + " times steps on it; beside PyTorch's if its scripts are given. A line of JSON for each.",
            "Exit code 1 if a check failed. Ends by itself."
        },
        mixinStandardHelpOptions = true)
final class DeviceBench implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("cpu|(cuda|simulated):(\\d{1,3})");

    @Option(
            names = "--device",
            defaultValue = "cuda:0",
            description = "cpu, cuda:N, or simulated:N (${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--minutes", defaultValue = "7", description = "What has not begun by then is left out.")
    private double minutes;

    @Option(names = "--small", description = "Sizes for a processor, to see that this works at all.")
    private boolean small;

    @Option(names = "--steps", defaultValue = "20", description = "Timed steps of each (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--peer-python", description = "Python that has torch.")
    private Path python;

    @Option(names = "--peer-step", description = "Script that measures PyTorch's step.")
    private Path stepScript;

    @Option(names = "--peer-centers", description = "Script that measures PyTorch's classification layer.")
    private Path centersScript;

    private final long began = System.nanoTime();

    @Override
    public Integer call() {
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
        Device device = device();
        Libtorch.prepareCards(false);
        if (device.kind() == Device.Kind.CUDA) {
            CudaRuntime.setDevice(device.index());
        }
        print("machine", machine());
        int failures = check(device);
        device.run(() -> time(device));
        print("end", Map.of("failed_checks", failures, "seconds", Math.round(seconds())));
        return failures == 0 ? 0 : 1;
    }

    private Device device() {
        Matcher named = NAME.matcher(name);
        if (!named.matches()) {
            throw refused(name + " is no device", "give cpu, cuda:0 or simulated:0");
        }
        if (named.group(1) == null) {
            return Device.CPU;
        }
        int number = Integer.parseInt(named.group(2));
        if (named.group(1).equals("simulated")) {
            return Device.simulated(number);
        }
        if (number >= Libtorch.cards()) {
            throw refused("Libtorch computes on " + Libtorch.cards() + " cards here", "./idem devices tells why");
        }
        return Device.cuda(number);
    }

    private static InputException refused(String message, String remedy) {
        return new InputException(Problem.error(null, "--device", message, remedy));
    }

    private Map<String, Object> machine() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("device", name);
        line.put("libtorch", Libtorch.version());
        line.put("cards", Libtorch.cards());
        line.put("nccl", Nccl.load().map(Nccl::version).orElse("none"));
        line.put("processors", Runtime.getRuntime().availableProcessors());
        return line;
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private boolean isLate() {
        return seconds() > 60 * minutes;
    }

    private static void print(String what, Map<String, Object> values) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("device_bench", what);
        line.putAll(values);
        System.out.println(JsonLines.format(line));
    }

    private int check(Device device) {
        Path folder;
        try {
            folder = Files.createTempDirectory("idem-device");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            DeviceChecks checks = new DeviceChecks(device, new DeviceTrainings(folder), DeviceBench::print);
            checks.all().forEach((check, run) -> {
                if (isLate()) {
                    print(check, Map.of("left_out", true));
                } else {
                    run.run();
                }
            });
            return checks.failures();
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private void time(Device device) {
        DeviceTimes times = new DeviceTimes(device, steps, python, stepScript, centersScript);
        if (small) {
            attempt("MobileFaceNet_small", () -> times.step("MobileFaceNet_small", 4));
            attempt("centers", () -> times.centers(10_000, 0.1, 16));
            attempt("full softmax by tiles", () -> times.centers(10_000, 1, 16));
            return;
        }
        attempt("IResNet50", () -> times.step("IResNet50", 128));
        attempt("IResNet100", () -> times.step("IResNet100", 128));
        attempt("FaceViT_base", () -> times.step("FaceViT_base_patch9_112", 128));
        attempt("MobileFaceNet_base", () -> times.step("MobileFaceNet_base", 128));
        attempt("centers", () -> times.centers(1_000_000, 0.1, 128));
        attempt("centers", () -> times.centers(10_000_000, 0.1, 128));
        attempt("full softmax by tiles", () -> times.centers(10_000_000, 1, 128));
    }

    /** One that fails leaves the others: a card may be too small for some. */
    private void attempt(String what, Supplier<Map<String, Object>> work) {
        if (isLate()) {
            print(what, Map.of("left_out", true));
            return;
        }
        try {
            print(what, work.get());
        } catch (RuntimeException | LinkageError e) {
            print(what, Map.of("error", String.valueOf(e)));
        }
    }
}
