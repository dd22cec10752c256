package org.idem.ui.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;
import org.idem.devices.DeviceSurvey;
import org.idem.ui.LoggedErrors;
import org.idem.ui.Pump;
import org.idem.ui.Screen;
import org.idem.ui.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The devices in the status line. */
@ExtendWith(LoggedErrors.class)
class DeviceStatusTest {
    private static final long GIB = 1L << 30;
    private static final ComputeDevice CPU =
            new ComputeDevice("cpu", "A processor, 2 threads", 16 * GIB, 12 * GIB, null, null);

    private DevicesModel model;
    private Shell window;

    private static ComputeDevice card(int number, String reason) {
        return new ComputeDevice("cuda:" + number, "NVIDIA H100", 80 * GIB, 79 * GIB, "570.86.10", reason);
    }

    @BeforeEach
    void open() {
        window = Workplace.open().page().getWorkbenchWindow().getShell();
        model = Workplace.service(DevicesModel.class);
    }

    @AfterEach
    void restore() {
        model.use(() -> DeviceSurvey.ofThisMachine().survey());
    }

    private Label label() {
        return Pump.forValue(
                "the status line shows a device",
                () -> Screen.find(window, Label.class, label -> DeviceStatus.ID.equals(label.getData())));
    }

    private void show(List<String> notes, ComputeDevice... cards) {
        List<ComputeDevice> all = new ArrayList<>(List.of(CPU));
        all.addAll(List.of(cards));
        model.use(() -> new DeviceList(all, notes));
    }

    @Test
    void aCardIsShownWithWhatIsFreeOfIt() {
        show(List.of(), card(0, null));
        Pump.until("the card is shown", () -> label().getText().equals("cuda:0 NVIDIA H100, 79.0 GiB free"));
        show(List.of(), card(0, "full: 1 MiB is free"), card(1, null), card(2, null));
        Pump.until("both", () -> label().getText().equals("cuda:1 NVIDIA H100, 79.0 GiB free, and 1 more"));
        assertTrue(label().isVisible());
        assertTrue(label().getSize().x >= label().computeSize(-1, -1).x, "the text is cut");
        List<String> lines = label().getToolTipText().lines().toList();
        assertEquals("cpu: A processor, 2 threads, 12.0 GiB of 16.0 GiB free", lines.get(0));
        assertEquals("cuda:0: NVIDIA H100, 79.0 GiB of 80.0 GiB free, driver 570.86.10", lines.get(1));
        assertEquals("    not usable: full: 1 MiB is free", lines.get(2));
    }

    @Test
    void withoutACardItIsTheProcessor() {
        show(List.of("No card: no driver"));
        Pump.until("the processor is shown", () -> label().getText().equals("A processor, 2 threads"));
        assertTrue(label().getToolTipText().endsWith("No card: no driver"));
        show(List.of(), card(0, "no driver"));
        Pump.until("the reason", () -> label().getText().equals("A processor, 2 threads; no card can be used"));
    }

    @Test
    void theDevicesOfThisMachineAreShown() {
        model.use(() -> DeviceSurvey.ofThisMachine().survey());
        DeviceList real = DeviceSurvey.ofThisMachine().survey();
        Pump.until("the processor's name stands in the list", () -> String.valueOf(label().getToolTipText())
                .contains(real.devices().get(0).name()));
    }
}
