package org.idem.cli;

import org.idem.protocol.ModelSource;
import picocli.CommandLine.Option;

/** What computes a model. */
final class DeviceOption {
    @Option(
            names = "--device",
            paramLabel = "auto|cpu|gpu|cuda:N",
            description = "What computes the model (default: the first card that can be used, else the processor).")
    private String device = ModelSource.ANY_DEVICE;

    /** The model, to be computed there. */
    ModelSource of(ModelSource model) {
        return model.on(device);
    }
}
