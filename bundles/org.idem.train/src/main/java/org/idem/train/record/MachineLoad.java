package org.idem.train.record;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.BoundedFiles;
import org.idem.run.MetricTags;

/** What this machine is busy with: memory of this process, load and temperature of the processors. */
public final class MachineLoad {
    private static final int LONGEST = 1 << 14;
    private static final double LEAST_CELSIUS = 1;
    private static final double MOST_CELSIUS = 150;

    private final Path proc;
    private final List<Path> sensors;

    /** Of this machine. */
    public MachineLoad() {
        this(Path.of("/proc/self/status"), Path.of("/sys/class"));
    }

    /** As told by files of Linux's form. */
    MachineLoad(Path proc, Path classes) {
        this.proc = proc;
        this.sensors = new ArrayList<>();
        addSensors(classes.resolve("thermal"), "thermal_zone*", "temp");
        if (sensors.isEmpty()) {
            addSensors(classes.resolve("hwmon"), "hwmon*", "temp1_input");
        }
    }

    private void addSensors(Path folder, String pattern, String file) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            found.forEach(one -> sensors.add(one.resolve(file)));
        } catch (IOException e) {
            System.getLogger(MachineLoad.class.getName()).log(System.Logger.Level.DEBUG, "no sensors", e);
        }
    }

    /** What can be read now, by {@link MetricTags}. */
    public Map<String, Double> read() {
        Map<String, Double> values = new LinkedHashMap<>();
        double memory = residentBytes();
        if (memory > 0) {
            values.put(MetricTags.MEMORY, memory);
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            double load = system.getCpuLoad();
            if (load >= 0) {
                values.put(MetricTags.PROCESSOR_LOAD, load);
            }
        }
        double hottest = sensors.stream()
                .mapToDouble(file -> number(text(file).strip()) / 1000)
                .filter(celsius -> celsius >= LEAST_CELSIUS && celsius <= MOST_CELSIUS)
                .max()
                .orElse(Double.NaN);
        if (!Double.isNaN(hottest)) {
            values.put(MetricTags.TEMPERATURE, hottest);
        }
        return values;
    }

    private double residentBytes() {
        return text(proc)
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> 1024 * number(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static String text(Path file) {
        try {
            return Files.isReadable(file) ? BoundedFiles.readText(file, LONGEST) : "";
        } catch (IOException e) {
            // A sensor may be there and not answer.
            return "";
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
