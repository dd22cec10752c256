package org.idem.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.idem.devices.card.Card;
import org.idem.devices.card.DriverReport;
import org.idem.devices.card.PciBus;
import org.idem.devices.card.VisibleCards;
import org.idem.devices.cuda.CudaInstallation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceSurveyTest {
    private static final long GIB = 1L << 30;
    private static final Map<String, String> OWN_LIBTORCH =
            Map.of("PYTORCH_LIBRARY_PATH", "/opt/libtorch", "PYTORCH_FLAVOR", "cu128");

    @TempDir
    private Path folder;

    private Path bus;
    private Map<String, String> environment = OWN_LIBTORCH;
    private String visible;

    @BeforeEach
    void makeBus() throws IOException {
        bus = Files.createDirectories(folder.resolve("bus"));
    }

    private void plug(String address, String vendor, String kind) throws IOException {
        Path device = Files.createDirectories(bus.resolve(address));
        Files.writeString(device.resolve("vendor"), vendor + "\n");
        Files.writeString(device.resolve("class"), kind + "\n");
    }

    private DeviceList survey(DriverReport report) {
        return new DeviceSurvey(
                        () -> new Processor("A processor", 2, 16 * GIB, 12 * GIB),
                        () -> report,
                        new PciBus(bus),
                        CudaInstallation.in(folder.resolve("cuda"), environment),
                        new VisibleCards(visible))
                .survey();
    }

    private static Card card(long free, int capability, Card.Mode mode, Long... processes) {
        return new Card(0, "GPU-1f", "NVIDIA H100", 80 * GIB, free, capability, mode, List.of(processes));
    }

    private static DriverReport works(int cuda, Card... cards) {
        return new DriverReport(DriverReport.State.WORKS, "470.57.02", cuda, List.of(cards), null);
    }

    private String reason(DriverReport report) {
        DeviceList list = survey(report);
        assertEquals("cpu", list.chosen());
        assertFalse(list.cards().get(0).usable());
        return list.cards().get(0).reason();
    }

    private static void assertSays(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> part + " is not in: " + text);
        }
    }

    @Test
    void aCardThatServesIsChosen() {
        DeviceList list = survey(works(12_080, card(79 * GIB, 90, Card.Mode.SHARED, 5L)));
        assertEquals("cuda:0", list.chosen());
        assertEquals(
                List.of(
                        new ComputeDevice("cpu", "A processor, 2 threads", 16 * GIB, 12 * GIB, null, null),
                        new ComputeDevice("cuda:0", "NVIDIA H100", 80 * GIB, 79 * GIB, "470.57.02", null)),
                list.devices());
        assertEquals(List.of(), list.notes());
    }

    @Test
    void theFirstCardThatServesIsChosen() {
        Card full = card(GIB / 2, 90, Card.Mode.SHARED, 5L, 6L);
        Card free = new Card(1, "GPU-2", "NVIDIA A100", 40 * GIB, 39 * GIB, 80, Card.Mode.SHARED, List.of());
        assertEquals("cuda:1", survey(works(12_000, full, free)).chosen());
        visible = "1";
        DeviceList list = survey(works(12_000, full, free));
        assertEquals("cuda:0", list.chosen());
        assertEquals("NVIDIA A100", list.cards().get(0).name());
        assertSays(list.notes().get(0), "CUDA_VISIBLE_DEVICES hides 1 of 2 cards");
    }

    @Test
    void withoutCardAndDriverThereIsTheProcessor() {
        DeviceList list = survey(DriverReport.missing());
        assertEquals(1, list.devices().size());
        assertNull(list.devices().get(0).reason());
        assertEquals("cpu", list.chosen());
        assertSays(list.notes().get(0), "No card", "no NVIDIA driver");
    }

    @Test
    void aCardWithoutDriverIsNamedWithTheRemedy() throws IOException {
        plug("0000:01:00.0", "0x10de", "0x030200");
        plug("0000:02:00.0", "0x10de", "0x040300"); // its sound
        plug("0000:03:00.0", "0x1002", "0x030000"); // another maker's
        DeviceList list = survey(DriverReport.missing());
        assertEquals(1, list.cards().size());
        assertSays(list.cards().get(0).name(), "0000:01:00.0");
        assertSays(reason(DriverReport.missing()), "no driver", "525.60.13 or newer");
        assertSays(
                reason(DriverReport.broken("Driver/library version mismatch")),
                "does not answer",
                "Driver/library version mismatch",
                "restart");
    }

    @Test
    void anOldDriverIsToldTheOneThatIsNeeded() {
        assertSays(
                reason(works(11_040, card(79 * GIB, 90, Card.Mode.SHARED))),
                "470.57.02 is too old",
                "CUDA 11.4",
                "525.60.13 or newer");
    }

    @Test
    void theKernelsAreNotForEveryCard() {
        assertSays(reason(works(12_080, card(79 * GIB, 37, Card.Mode.SHARED))), "3.7", "5.0 to 9.x");
        assertSays(reason(works(12_080, card(79 * GIB, 120, Card.Mode.SHARED))), "12.0", "5.0 to 9.x");
        assertEquals(
                "cuda:0", survey(works(0, card(79 * GIB, 0, Card.Mode.SHARED))).chosen());
    }

    @Test
    void missingLibrariesAreToldWithTheCommandAndItsSize() {
        environment = Map.of();
        assertSays(reason(works(12_080, card(79 * GIB, 90, Card.Mode.SHARED))), "2.8 GiB", "./idem install-cuda");
    }

    @Test
    void whoHasTheCardIsNamedWithWhatIsLeft() {
        assertSays(
                reason(works(12_080, card(GIB / 2, 90, Card.Mode.SHARED, 17L, 18L))),
                "full: 512.0 MiB of 80.0 GiB",
                "processes 17, 18");
        assertSays(reason(works(12_080, card(70 * GIB, 90, Card.Mode.EXCLUSIVE, 17L))), "busy", "process 17");
        assertSays(
                reason(works(12_080, card(79 * GIB, 90, Card.Mode.PROHIBITED))),
                "prohibits",
                "nvidia-smi -i 0 -c DEFAULT");
        assertEquals(
                "cuda:0",
                survey(works(12_080, card(70 * GIB, 90, Card.Mode.EXCLUSIVE))).chosen());
    }

    @Test
    void thisMachineCanBeSurveyed() {
        DeviceList list = DeviceSurvey.ofThisMachine().survey();
        ComputeDevice processor = list.devices().get(0);
        assertEquals("cpu", processor.id());
        assertTrue(processor.memory() > 0 && processor.free() <= processor.memory(), processor::toString);
        assertTrue(list.devices().stream().anyMatch(d -> d.id().equals(list.chosen()) && d.usable()));
    }
}
