package org.idem.devices.card;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The cards that are plugged in, whether or not a driver knows them. */
public final class PciBus {
    private static final String NVIDIA = "0x10de";
    private static final String DISPLAY = "0x03";

    private final Path folder;

    /** The bus of this machine. */
    public PciBus() {
        this(Path.of("/sys/bus/pci/devices"));
    }

    /** A bus as a folder with one folder for each device, which holds its {@code vendor} and its {@code class}. */
    public PciBus(Path folder) {
        this.folder = folder;
    }

    /** Addresses of NVIDIA's cards, such as {@code 0000:01:00.0}; none where the system does not tell. */
    public List<String> nvidiaCards() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> devices = Files.list(folder)) {
            return devices.filter(device ->
                            starts(device.resolve("vendor"), NVIDIA) && starts(device.resolve("class"), DISPLAY))
                    .map(device -> device.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean starts(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).startsWith(text);
        } catch (IOException e) {
            return false;
        }
    }
}
