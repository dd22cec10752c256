package org.idem.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.core.InputException;
import org.idem.core.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code eval}: PLSC's call for what {@code verify} does, with model and sets by a config. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = {
            "Verify the weights that a config names (-o Global.pretrained_model=…) on its verification sets, as PLSC's",
            "command of this name; idem verify does the same for any model and any set."
        })
final class EvalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "Config with the network, its input and the sets.")
    private Path config;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        ExperimentConfig loaded =
                options.read(config, ConfigReader.Files.MAY_BE_MISSING).require();
        if (loaded.eval() == null) {
            throw new InputException(Problem.error(
                    config,
                    "DataLoader.Eval.dataset.cls_label_path",
                    "The config names no verification set",
                    "add one, or use idem verify MODEL --on SET"));
        }
        List<String> words = new ArrayList<>(List.of("verify"));
        words.addAll(ConfigModel.of(loaded, config).words());
        words.add("--on");
        loaded.eval().paths().forEach(path -> words.add(path.toString()));
        if (json.isSet()) {
            words.add("--json");
        }
        return spec.root().commandLine().execute(words.toArray(String[]::new));
    }
}
