package org.idem.cli;

import org.idem.protocol.ModelSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A model that may be left out where its embeddings are given, and what its inputs look like. */
final class OptionalModelArgument {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = ModelOptions.MODEL,
            description = ModelOptions.KINDS + " May be left out with --embeddings.")
    private String word;

    @Mixin
    private ModelOptions options;

    @Mixin
    private DeviceOption device;

    boolean isGiven() {
        return word != null;
    }

    /** The model that is meant; to be asked once, since the newest run may be another one later. */
    ModelSource source() {
        return device.of(options.source(word));
    }
}
