package org.idem.cli;

import org.idem.metrics.TarRule;
import picocli.CommandLine.Option;

/** How a true accept rate is read off the curve. */
final class TarRuleOption {
    @Option(
            names = "--rule",
            paramLabel = "conservative|nearest",
            description = {
                "conservative: the greatest TAR whose FAR does not exceed the one asked for (the default).",
                "nearest: the point with the nearest FAR, as PLSC and insightface publish it."
            })
    private TarRule rule = TarRule.CONSERVATIVE;

    TarRule rule() {
        return rule;
    }
}
