package org.idem.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.idem.core.Units;
import org.idem.devices.card.Card;
import org.idem.devices.card.CardDriver;
import org.idem.devices.card.DriverReport;
import org.idem.devices.card.NvmlDriver;
import org.idem.devices.card.PciBus;
import org.idem.devices.card.VisibleCards;
import org.idem.devices.cuda.CudaInstallation;

/** Looks at what a machine can compute with, and says of each device whether a training could use it now. */
public final class DeviceSurvey {
    private final Supplier<Processor> processor;
    private final CardDriver driver;
    private final PciBus bus;
    private final CudaInstallation cuda;
    private final VisibleCards visible;

    DeviceSurvey(
            Supplier<Processor> processor, CardDriver driver, PciBus bus, CudaInstallation cuda, VisibleCards visible) {
        this.processor = processor;
        this.driver = driver;
        this.bus = bus;
        this.cuda = cuda;
        this.visible = visible;
    }

    /** Of this machine, as processes see it that are started from here. */
    public static DeviceSurvey ofThisMachine() {
        return new DeviceSurvey(
                Processor::ofThisMachine,
                new NvmlDriver(),
                new PciBus(),
                CudaInstallation.locate(),
                new VisibleCards(System.getenv("CUDA_VISIBLE_DEVICES")));
    }

    /** Looks now; takes some milliseconds, of which the driver may need most. */
    public DeviceList survey() {
        DriverReport report = driver.report();
        List<ComputeDevice> devices = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        devices.add(processor.get().device());
        if (report.state() == DriverReport.State.WORKS) {
            List<Card> seen = visible.of(report.cards());
            for (int i = 0; i < seen.size(); i++) {
                devices.add(device(i, seen.get(i), report));
            }
            if (seen.size() < report.cards().size()) {
                notes.add("CUDA_VISIBLE_DEVICES hides " + (report.cards().size() - seen.size()) + " of "
                        + report.cards().size() + " cards");
            }
            if (report.cards().isEmpty()) {
                notes.add("The driver " + report.version() + " knows no card");
            }
        } else {
            withoutDriver(report, devices, notes);
        }
        return new DeviceList(devices, notes);
    }

    private void withoutDriver(DriverReport report, List<ComputeDevice> devices, List<String> notes) {
        String fault = CardRequirements.driverFault(report);
        List<String> plugged = bus.nvidiaCards();
        for (int i = 0; i < plugged.size(); i++) {
            devices.add(
                    new ComputeDevice(ComputeDevice.card(i), "NVIDIA card at " + plugged.get(i), 0, 0, null, fault));
        }
        if (plugged.isEmpty()) {
            notes.add(
                    report.state() == DriverReport.State.MISSING
                            ? "No card: there is none on the PCI bus that NVIDIA made, and no NVIDIA driver"
                            : "No card: " + fault);
        }
    }

    private ComputeDevice device(int number, Card card, DriverReport report) {
        return new ComputeDevice(
                ComputeDevice.card(number),
                card.name(),
                card.memory(),
                card.free(),
                report.version(),
                fault(card, report));
    }

    private String fault(Card card, DriverReport report) {
        String fault = CardRequirements.driverFault(report);
        if (fault == null) {
            fault = CardRequirements.cardFault(card);
        }
        if (fault == null && !cuda.isInstalled()) {
            fault = "the CUDA build of libtorch is not installed (" + Units.bytes(cuda.downloadBytes())
                    + " to fetch): run ./idem install-cuda";
        }
        return fault == null ? CardRequirements.occupation(card) : fault;
    }
}
