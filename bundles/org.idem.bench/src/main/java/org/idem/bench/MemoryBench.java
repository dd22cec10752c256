package org.idem.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.model.ModelSpec;
import org.idem.protocol.JsonLines;
import org.idem.train.collective.SoloCollective;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Libtorch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Resident size over many steps of a small network: what is not freed shows as growth. */
@Command(name = "memory", description = "Resident size over many steps.", mixinStandardHelpOptions = true)
final class MemoryBench implements Runnable {
    private static final int DIM = 64;
    private static final int SIDE = 32;

    @Option(names = "--steps", defaultValue = "2000", description = "Steps (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--every", defaultValue = "200", description = "Steps between two looks (${DEFAULT-VALUE}).")
    private int every;

    @Override
    public void run() {
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
        ModelSpec model = new ModelSpec("MobileFaceNet_small", DIM, SIDE, List.of(0, 1, 1, 1), 1);
        PrintStream out = System.out;
        TrainStep.Setting setting = new TrainStep.Setting(model, 8, 1000, true, ComputeOptions.FP32);
        double early = 0;
        double late = 0;
        try (TrainStep step = new TrainStep(setting, new SoloCollective())) {
            for (int done = 1; done <= steps; done++) {
                step.run();
                if (done % every == 0) {
                    late = ResidentSize.ofThisProcess().mebibytes();
                    early = done == every ? late : early;
                    out.println(JsonLines.format(
                            Map.of("bench", "memory", "step", done, "resident_mib", Timings.rounded(late))));
                }
            }
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "memory");
        line.put("steps", steps);
        line.put("growth_mib", Timings.rounded(late - early));
        line.put("ratio", Timings.rounded(late / early));
        out.println(JsonLines.format(line));
    }
}
