package org.idem.cli;

import org.idem.protocol.ModelSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The model that a command is about, and what its inputs look like. */
final class ModelArgument {
    @Parameters(index = "0", paramLabel = ModelOptions.MODEL, description = ModelOptions.KINDS)
    private String word;

    @Mixin
    private ModelOptions options;

    @Mixin
    private DeviceOption device;

    /** The model that is meant. */
    ModelSource source() {
        return device.of(options.source(word));
    }

    /** Another model that the same options hold for. */
    ModelSource source(String other) {
        return device.of(options.source(other));
    }
}
