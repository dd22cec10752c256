package org.idem.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.idem.core.AtomicFiles;
import org.idem.plan.ClassShard;
import org.idem.plan.LogitTiles;
import org.idem.protocol.JsonLines;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.ClassBlocks;
import org.idem.train.centers.DiskCenters;
import org.idem.train.centers.RowLayout;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.sampling.BlockSampler;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A step of the classification layer with class centers on disk, beside the same step with centers in memory. */
@Command(
        name = "centers",
        description = "A step with class centers on disk, cold and warm, beside one of the same sample in memory.",
        mixinStandardHelpOptions = true)
final class CentersBench implements Callable<Integer> {
    private static final int CLASSES_IN_MEMORY = 1_000_000;
    private static final double BYTES_PER_GIB = 1 << 30;

    @Option(
            names = "--classes",
            split = ",",
            defaultValue = "100000,1000000,10000000,30000000",
            description = "Identities, several by commas (${DEFAULT-VALUE}).")
    private List<Integer> classes;

    @Option(names = "--sample", defaultValue = "20000", description = "Classes of a step (${DEFAULT-VALUE}).")
    private int sample;

    @Option(names = "--batch", defaultValue = "64", description = "Images of a step (${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--format", defaultValue = "bf16", description = "fp32, bf16_master or bf16 (${DEFAULT-VALUE}).")
    private String format;

    @Option(names = "--steps", defaultValue = "20", description = "Timed steps of each kind (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--folder", description = "Where the rows are kept; on the disk to be measured.")
    private Path folder;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
        Path where = folder == null
                ? Files.createTempDirectory("idem-centers")
                : Files.createDirectories(folder.toAbsolutePath());
        try (HeadStep inMemory = inMemory()) {
            Timings.of(2, inMemory::run);
            double baseline = ResidentSize.ofThisProcess().mebibytes();
            for (int count : classes) {
                Path rows = where.resolve("centers-" + count + ".rows");
                try {
                    measure(count, rows, inMemory, baseline);
                } finally {
                    Files.deleteIfExists(rows);
                }
            }
        } finally {
            if (folder == null) {
                AtomicFiles.deleteTree(where);
            }
        }
        return 0;
    }

    private CenterFormat centerFormat() {
        return CenterFormat.valueOf(format.toUpperCase(Locale.ROOT));
    }

    private HeadStep inMemory() {
        return new HeadStep(
                HeadStep.inMemory(CLASSES_IN_MEMORY, centerFormat()),
                sampler(CLASSES_IN_MEMORY),
                batch,
                LogitTiles.TILE_SIZE);
    }

    private BlockSampler sampler(int count) {
        return new BlockSampler(new ClassBlocks(count, 1), count, Math.min(0.999, (double) sample / count), 1);
    }

    /** First steps on rows that nobody touched, then the same on rows that stand on the disk. */
    private void measure(int count, Path rows, HeadStep inMemory, double baseline) throws IOException {
        long begin = System.nanoTime();
        RowLayout layout = new RowLayout(HeadStep.DIM, centerFormat(), CenterField.forOptimizer(false));
        KernelChoice kernels = KernelChoice.automatic(Device.CPU, CpuFeatures.detect());
        int stepBlocks = sample / ClassBlocks.ROWS + batch + 2;
        DiskCenters centers = new DiskCenters(rows, ClassShard.of(count, 0, 1), layout, stepBlocks, kernels, 1);
        try (HeadStep onDisk = new HeadStep(centers, sampler(count), batch, LogitTiles.TILE_SIZE)) {
            onDisk.run();
            double start = (System.nanoTime() - begin) / 1e9;
            Timings memory = Timings.none();
            Timings cold = Timings.none();
            Timings warm = Timings.none();
            for (int step = 0; step < steps; step++) {
                cold = cold.and(Timings.of(1, onDisk::run));
                memory = memory.and(Timings.of(1, inMemory::run));
            }
            onDisk.restart();
            onDisk.run();
            for (int step = 0; step < steps; step++) {
                warm = warm.and(Timings.of(1, onDisk::run));
                memory = memory.and(Timings.of(1, inMemory::run));
            }
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("bench", "centers");
            line.put("classes", count);
            line.put("sample", sample);
            line.put("batch", batch);
            line.put("centers", format);
            line.put("first_step_ms", Timings.milliseconds(start));
            line.put("memory_ms", Timings.milliseconds(memory.median()));
            line.put("cold_ms", Timings.milliseconds(cold.median()));
            line.put("warm_ms", Timings.milliseconds(warm.median()));
            line.put("cold_ratio", Timings.rounded(cold.median() / memory.median()));
            line.put("warm_ratio", Timings.rounded(warm.median() / memory.median()));
            line.put("resident_mib", Math.round(ResidentSize.ofThisProcess().mebibytes() - baseline));
            line.put("whole_gib", Timings.rounded((double) count * layout.rowBytes() / BYTES_PER_GIB));
            line.put("file_gib", Timings.rounded(Files.size(rows) / BYTES_PER_GIB));
            out.println(JsonLines.format(line));
        }
    }
}
