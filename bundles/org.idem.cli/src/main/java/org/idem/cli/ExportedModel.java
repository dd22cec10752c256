package org.idem.cli;

import java.nio.file.Path;
import org.idem.config.reader.ConfigReader;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.protocol.ModelSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model that is exported: named as everywhere, or by a config as PLSC's command has it. */
final class ExportedModel {
    @Parameters(index = "0", arity = "0..1", paramLabel = ModelOptions.MODEL, description = ModelOptions.KINDS)
    private String word;

    @Mixin
    private ModelOptions options;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Config that names the weights (-o Global.pretrained_model=…), instead of MODEL, as in PLSC.")
    private Path config;

    @Mixin
    private ConfigOptions overrides;

    /**
     * The model that is meant.
     *
     * @throws InputException if there is none, or it is named twice
     */
    ModelSource source() {
        if ((word == null) == (config == null)) {
            throw new InputException(Problem.error(
                    config,
                    ModelOptions.MODEL,
                    word == null ? "No model is named" : "The model is named twice",
                    "give MODEL, or -c CONFIG -o Global.pretrained_model=…"));
        }
        return word != null
                ? options.source(word)
                : ConfigModel.of(
                                overrides
                                        .read(config, ConfigReader.Files.MAY_BE_MISSING)
                                        .require(),
                                config)
                        .source();
    }
}
