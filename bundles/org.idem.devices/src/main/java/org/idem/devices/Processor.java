package org.idem.devices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.idem.core.MachineMemory;

/**
 * The processor of a machine.
 *
 * @param name what the maker calls it
 * @param threads hardware threads that this process may use
 * @param memory bytes of the machine's memory, or of the container's when it is given less
 * @param free bytes of it that programs could still take; 0 where the system does not say
 */
public record Processor(String name, int threads, long memory, long free) {
    /** The processor of this machine. */
    public static Processor ofThisMachine() {
        long memory = MachineMemory.bytes();
        long available = field(Path.of("/proc/meminfo"), "MemAvailable")
                .map(text -> text.replaceAll("\\D", ""))
                .filter(digits -> !digits.isEmpty())
                .map(kibibytes -> Long.parseLong(kibibytes) << 10)
                .orElse(0L);
        return new Processor(
                field(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                memory,
                memory > 0 ? Math.min(memory, available) : available);
    }

    /** The value of the first line {@code name : value} of a file of the system. */
    static Optional<String> field(Path file, String name) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(name) && line.indexOf(':') > 0)
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The processor as a device. */
    ComputeDevice device() {
        String described = name + ", " + threads + (threads == 1 ? " thread" : " threads");
        return new ComputeDevice(ComputeDevice.CPU, described, memory, free, null, null);
    }
}
