package org.idem.train.record;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.idem.core.BoundedFiles;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.model.Graphs;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunDirectory;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.setup.PrecisionChoice;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;
import org.idem.watch.RecordedRun;

/**
 * What a training runs on and what was chosen for it.
 *
 * @param plan the plan
 * @param devices where each worker computes
 * @param precision arithmetic of the steps
 * @param cpu this machine's processor
 */
public record EnvironmentReport(TrainingPlan plan, List<Device> devices, PrecisionChoice precision, CpuFeatures cpu) {
    private static final int LONGEST_INFORMATION = 1 << 16;
    private static final List<String> REPORTED_FEATURES =
            List.of("avx", "avx2", "fma", "f16c", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16", "amx_bf16");

    /** Writes {@code environment.json} and what matters most of it to the log. */
    public void write(RunDirectory run, TrainLog log, ImageDataset images) {
        Map<String, Object> all = machine();
        KernelChoice kernels = KernelChoice.automatic(devices.get(0), cpu);
        all.put("working_directory", property("user.dir"));
        all.put("libtorch", Libtorch.version());
        all.put("device", deviceNames());
        all.put("workers", plan.world());
        all.put("threads_per_worker", plan.threads());
        all.put("precision", precision.key());
        all.put("precision_reason", precision.reason());
        all.put("kernels", kernels.key());
        all.put("kernels_reason", kernels.reason());
        all.put("layout", plan.channelsLast() ? "channels-last" : "NCHW");
        all.put("backbone", plan.model().name());
        all.put("parameters", Graphs.graph(plan.model()).parameters());
        all.put("seed", plan.config().global().seed());
        all.put("training_set", images.path().toString());
        DataFingerprint.of(images.path()).ifPresent(print -> all.put("training_set_fingerprint", print));
        all.put("images", plan.images());
        all.put("identities", plan.classes());
        all.put(RecordedRun.COMPETING_CLASSES, plan.competingClasses());
        run.writeEnvironment(all);
        log.info("Number of Parameters is "
                + Units.count(Graphs.graph(plan.model()).parameters()));
        log.info(Units.count(plan.images()) + " images, " + Units.count(plan.classes()) + " identities, " + plan.world()
                + " worker(s) of " + plan.threads() + " thread(s) on " + deviceNames() + ", precision "
                + precision.key() + ": "
                + precision.reason());
        log.info("Element-wise layers by " + kernels.describe());
        if (plan.config().global().device().equals("gpu") && devices.contains(Device.CPU)) {
            log.warning("Global.device asks for gpu; libtorch computes on no graphics card here, so the processor does;"
                    + " ./idem devices tells why");
        }
    }

    /** Such as {@code cpu}, or {@code cuda:0, cuda:2}. */
    private String deviceNames() {
        return devices.stream().map(Device::toString).distinct().collect(Collectors.joining(", "));
    }

    private Map<String, Object> machine() {
        Map<String, Object> all = new LinkedHashMap<>();
        String version = EnvironmentReport.class.getPackage().getImplementationVersion();
        all.put("idem", version == null ? "development" : version);
        all.put("cpu", cpu.model());
        all.put(
                "cpu_features",
                REPORTED_FEATURES.stream().filter(cpu.flags()::contains).toList());
        all.put("cores", Runtime.getRuntime().availableProcessors());
        all.put("os", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        all.put("java", property("java.vm.name") + " " + property("java.runtime.version"));
        all.put("cards", graphicsCards());
        all.put("heap_limit", Runtime.getRuntime().maxMemory());
        all.put(
                "malloc",
                Stream.of("MALLOC_ARENA_MAX", "MALLOC_MMAP_MAX_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_")
                        .filter(name -> System.getenv(name) != null)
                        .map(name -> name + "=" + System.getenv(name))
                        .toList());
        return all;
    }

    /** Names of the cards that a driver knows of, used or not. */
    private static List<String> graphicsCards() {
        List<String> cards = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/proc/driver/nvidia/gpus"))) {
            for (Path card : found) {
                BoundedFiles.readText(card.resolve("information"), LONGEST_INFORMATION)
                        .lines()
                        .filter(line -> line.startsWith("Model:"))
                        .forEach(line ->
                                cards.add(line.substring("Model:".length()).strip()));
            }
        } catch (IOException e) {
            System.getLogger(EnvironmentReport.class.getName()).log(System.Logger.Level.DEBUG, "no cards", e);
        }
        return cards;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
