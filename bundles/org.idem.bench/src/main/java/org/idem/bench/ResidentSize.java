package org.idem.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory that the system holds for this process.
 *
 * @param kibibytes now
 * @param peakKibibytes the most so far
 */
record ResidentSize(long kibibytes, long peakKibibytes) {
    private static final double KIB_PER_MIB = 1024;

    /** From /proc/self/status. */
    static ResidentSize ofThisProcess() {
        try {
            return parse(Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ResidentSize parse(List<String> status) {
        return new ResidentSize(value(status, "VmRSS:"), value(status, "VmHWM:"));
    }

    private static long value(List<String> status, String key) {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The system does not say " + key));
    }

    double mebibytes() {
        return kibibytes / KIB_PER_MIB;
    }

    double peakMebibytes() {
        return peakKibibytes / KIB_PER_MIB;
    }
}
