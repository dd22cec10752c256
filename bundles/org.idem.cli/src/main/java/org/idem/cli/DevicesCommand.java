package org.idem.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.idem.devices.DeviceList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code devices}: what this machine can compute with. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = {
            "List processor and cards with their memory and driver, whether a training could use each now, and which"
                    + " Global.device: auto would take.",
            "Asks the driver itself: neither libtorch nor CUDA has to be installed."
        })
final class DevicesCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<DeviceList> survey;

    @Mixin
    private JsonOption json;

    DevicesCommand(Console console, Supplier<DeviceList> survey) {
        this.console = console;
        this.survey = survey;
    }

    @Override
    public Integer call() {
        DevicesOutput output = new DevicesOutput(survey.get());
        if (json.isSet()) {
            JsonOutput.print(console, output.json());
        } else {
            output.lines().forEach(console.out()::println);
        }
        return 0;
    }
}
