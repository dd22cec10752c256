package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DevicesCommandTest {
    private static final long GIB = 1L << 30;
    private static final DeviceList TWO_CARDS = new DeviceList(
            List.of(
                    new ComputeDevice("cpu", "A processor, 2 threads", 16 * GIB, 12 * GIB, null, null),
                    new ComputeDevice(
                            "cuda:0", "NVIDIA H100", 80 * GIB, GIB / 2, "570.86.10", "full: 512.0 MiB are free"),
                    new ComputeDevice("cuda:1", "NVIDIA A100", 40 * GIB, 39 * GIB, "570.86.10", null)),
            List.of("CUDA_VISIBLE_DEVICES hides 1 of 3 cards"));

    @TempDir
    private Path folder;

    private static String run(DeviceList devices, String... words) {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(new StringWriter()), false);
        assertEquals(0, new CommandLine(new DevicesCommand(console, () -> devices)).execute(words));
        return out.toString();
    }

    @Test
    void programsReadAllOfIt() throws IOException {
        JsonNode read = new ObjectMapper().readTree(run(TWO_CARDS, "--json"));
        assertEquals("cuda:1", read.path("chosen").asText());
        assertEquals(3, read.path("devices").size());
        JsonNode processor = read.at("/devices/0");
        assertEquals("cpu", processor.path("id").asText());
        assertEquals(16 * GIB, processor.path("memory").asLong());
        assertEquals(12 * GIB, processor.path("free").asLong());
        assertTrue(processor.path("usable").asBoolean());
        assertTrue(processor.has("driver") && processor.get("driver").isNull(), processor::toString);
        assertTrue(processor.has("reason") && processor.get("reason").isNull(), processor::toString);
        JsonNode full = read.at("/devices/1");
        assertEquals("NVIDIA H100", full.path("name").asText());
        assertEquals("570.86.10", full.path("driver").asText());
        assertFalse(full.path("usable").asBoolean());
        assertEquals("full: 512.0 MiB are free", full.path("reason").asText());
        assertTrue(read.at("/notes/0").asText().contains("hides 1 of 3"));
    }

    @Test
    void peopleReadItAsLines() {
        List<String> lines = run(TWO_CARDS).lines().toList();
        assertTrue(lines.get(0).startsWith("cpu      A processor, 2 threads  12.0 GiB of 16.0 GiB free"), lines.get(0));
        assertTrue(lines.get(1).endsWith("driver 570.86.10    not usable"), lines.get(1));
        assertEquals("         full: 512.0 MiB are free", lines.get(2));
        assertTrue(lines.get(3).endsWith("usable, taken by Global.device: auto"), lines.get(3));
        assertEquals("CUDA_VISIBLE_DEVICES hides 1 of 3 cards", lines.get(4));
    }

    @Test
    void theDevicesOfThisMachineAreListed() {
        CommandLineFixture.Outcome outcome = new CommandLineFixture(folder).run("devices", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals("cpu", outcome.json().at("/devices/0/id").asText());
        assertFalse(outcome.json().path("chosen").asText().isEmpty());
    }
}
