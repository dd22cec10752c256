package org.idem.cli;

import picocli.CommandLine.Option;

/** {@code --json}. */
final class JsonOption {
    @Option(names = "--json", description = "Print the answer as JSON, for programs.")
    private boolean json;

    boolean isSet() {
        return json;
    }
}
