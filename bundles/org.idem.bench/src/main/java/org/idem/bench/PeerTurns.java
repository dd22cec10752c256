package org.idem.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One way of the peer, measured in turns with the engine: ratios are taken turn by turn, so that a machine that grows
 * busier in between counts little.
 */
final class PeerTurns {
    private Timings seconds = Timings.none();
    private Timings ratios = Timings.none();
    private Timings processorRatios = Timings.none();

    /**
     * Adds a turn.
     *
     * @param line the peer's, with {@code ms} and perhaps {@code cpu_ms} a step
     * @param own the engine's seconds a step just before
     * @param processor its seconds of processor time a step
     */
    void add(JsonNode line, double own, double processor) {
        double theirs = line.path("ms").asDouble() / 1e3;
        seconds = seconds.and(Timings.once(theirs));
        ratios = ratios.and(Timings.once(theirs / own));
        if (line.has("cpu_ms")) {
            processorRatios =
                    processorRatios.and(Timings.once(line.path("cpu_ms").asDouble() / 1e3 / processor));
        }
    }

    /** Median time, images per second, and how many times as long as the engine's step. */
    Map<String, Object> report(String model, String mode, int batch) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "step");
        line.put("model", model);
        line.put("peer", mode);
        line.put("ms", Timings.milliseconds(seconds.median()));
        line.put("images_per_s", Timings.rounded(batch / seconds.median()));
        line.put("ratio", Timings.rounded(ratios.median()));
        if (!processorRatios.isEmpty()) {
            line.put("cpu_ratio", Timings.rounded(processorRatios.median()));
        }
        return line;
    }
}
