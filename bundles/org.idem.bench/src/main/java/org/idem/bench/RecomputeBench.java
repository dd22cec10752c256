package org.idem.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.model.ModelSpec;
import org.idem.model.Recomputation;
import org.idem.protocol.JsonLines;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.backbone.ForwardBackwardPass;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What computing activations twice saves: the memory that a pass forward and back adds at its peak to a process that holds
 * weights and gradients already, and the processor time of the pass. Each way has a process of its own.
 */
@Command(
        name = "recompute",
        description = "Memory of activations, kept or computed twice.",
        mixinStandardHelpOptions = true)
final class RecomputeBench implements Runnable {
    private static final int WARM_UP = 1;
    private static final int TIMED = 2;

    @Option(names = "--model", defaultValue = "IResNet100", description = "Backbone (${DEFAULT-VALUE}).")
    private String model;

    @Option(names = "--batch", defaultValue = "16", description = "Images of a pass (${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--precision", defaultValue = "fp32", description = "fp32 or bf16 (${DEFAULT-VALUE}).")
    private String precision;

    @Option(names = "--only", description = "Measure just this way, in this process.")
    private Recomputation only;

    private final PrintStream out = System.out;

    @Override
    public void run() {
        if (only != null) {
            out.println(JsonLines.format(measured()));
            return;
        }
        double kept = 0;
        for (Recomputation way : Recomputation.values()) {
            Map<String, Object> line = inProcess(way);
            double activations = ((Number) line.get("activations_mib")).doubleValue();
            kept = way == Recomputation.NONE ? activations : kept;
            line.put("ratio", Timings.rounded(activations / kept));
            out.println(JsonLines.format(line));
        }
    }

    private Map<String, Object> inProcess(Recomputation way) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "recompute",
                "--model=" + model,
                "--batch=" + batch,
                "--precision=" + precision,
                "--only=" + way));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Object> line = new LinkedHashMap<>();
            JsonLines.parse(printed)
                    .fields()
                    .forEachRemaining(field -> line.put(
                            field.getKey(),
                            field.getValue().isNumber()
                                    ? field.getValue().numberValue()
                                    : field.getValue().asText()));
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        }
    }

    private Map<String, Object> measured() {
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
        ModelSpec spec = ModelSpec.of(model);
        KernelChoice kernels = KernelChoice.automatic(Device.CPU, CpuFeatures.detect());
        ComputeOptions options = precision.equals("bf16") ? ComputeOptions.BF16 : ComputeOptions.FP32;
        try (Backbone net = Backbones.create(spec, true, only, kernels, 1)) {
            net.parameters().gradients().zero_();
            double before = ResidentSize.ofThisProcess().mebibytes();
            for (int i = 0; i < WARM_UP; i++) {
                forwardBackward(net, spec, options);
            }
            double peak = ResidentSize.ofThisProcess().peakMebibytes();
            long start = ProcessorTime.nanoseconds();
            for (int i = 0; i < TIMED; i++) {
                forwardBackward(net, spec, options);
            }
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("bench", "recompute");
            line.put("model", model);
            line.put("batch", batch);
            line.put("precision", precision);
            line.put("recompute", only.name().toLowerCase(Locale.ROOT));
            line.put("activations_mib", Timings.rounded(peak - before));
            line.put("cpu_ms", Timings.milliseconds((ProcessorTime.nanoseconds() - start) / 1e9 / TIMED));
            return line;
        }
    }

    private void forwardBackward(Backbone net, ModelSpec spec, ComputeOptions options) {
        int side = spec.inputSize();
        float[] images = new float[batch * 3 * side * side];
        for (int i = 0; i < images.length; i++) {
            images[i] = i % 255 / 127.5f - 1;
        }
        try (TensorScope scope = TensorScope.recording(net.manager())) {
            net.parameters().clearGradients();
            ForwardBackwardPass pass = net.forward(scope, Tensor.of(images, batch, 3, side, side), options);
            pass.backward(pass.embeddings());
        }
    }
}
