package org.idem.train.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Features of this machine's processor, as Linux reports them.
 *
 * @param model the marketing name, or "unknown"
 * @param flags names of instruction sets as in /proc/cpuinfo
 */
public record CpuFeatures(String model, Set<String> flags) {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    /** Reads /proc/cpuinfo; without it no feature is claimed. */
    public static CpuFeatures detect() {
        if (!Files.isReadable(CPUINFO)) {
            return new CpuFeatures("unknown", Set.of());
        }
        try {
            return parse(Files.readAllLines(CPUINFO));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CpuFeatures parse(List<String> lines) {
        String flags = value(lines, "flags");
        return new CpuFeatures(
                value(lines, "model name"),
                flags.equals("unknown") ? Set.of() : Set.copyOf(List.of(flags.split("\\s+"))));
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown");
    }

    /**
     * Whether bfloat16 is multiplied in hardware; elsewhere it is emulated and an order of magnitude slower than fp32.
     */
    public boolean hasBf16Products() {
        return flags.contains("amx_bf16") || flags.contains("avx512_bf16");
    }
}
