package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.devices.DeviceList;
import org.idem.devices.cuda.ArtifactSource;
import org.idem.devices.cuda.CudaInstallation;
import org.idem.devices.cuda.CudaInstaller;
import org.idem.devices.cuda.CudaSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code install-cuda}: fetches what trainings on cards need. */
@Command(
        name = "install-cuda",
        mixinStandardHelpOptions = true,
        description = {
            "Fetch the CUDA build of libtorch with CUDA's libraries, and put it where trainings find it.",
            "They come from Maven Central, or from the mirror that Maven's settings name. Interrupted, the same line"
                    + " goes on where it was. Nothing of it is used before all is there and its checksums are right.",
            "The driver of the card is not part of it: see ./idem devices."
        })
final class InstallCudaCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<CudaInstallation> cuda;
    private final Supplier<DeviceList> survey;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--from",
            paramLabel = "DIR|URL",
            description = "Folder that holds the jars, as a Maven repository or side by side; or another repository.")
    private String from;

    @Mixin
    private JsonOption json;

    InstallCudaCommand(Console console, Supplier<CudaInstallation> cuda, Supplier<DeviceList> survey) {
        this.console = console;
        this.cuda = cuda;
        this.survey = survey;
    }

    @Override
    public Integer call() {
        CudaInstallation installation = cuda.get();
        boolean fresh = !installation.isComplete();
        if (fresh) {
            ArtifactSource source = from == null ? CudaSources.central() : CudaSources.named(from);
            CudaInstaller installer = new CudaInstaller(installation);
            describe(installation, installer, source);
            confirm();
            try (ProgressLine progress = new ProgressLine(console, "install-cuda")) {
                installer.install(source, progress);
            }
        }
        tell(installation.folder(), fresh);
        return 0;
    }

    private void describe(CudaInstallation installation, CudaInstaller installer, ArtifactSource source) {
        console.say("From " + source.description() + ", " + Units.bytes(installation.downloadBytes()) + ":");
        installer.parts().forEach(part -> console.say("  " + part));
        console.say("Into " + installation.folder() + ", " + Units.bytes(installation.installedBytes())
                + " when unpacked; the jars are deleted then");
    }

    private void confirm() {
        if (yes) {
            return;
        }
        if (!console.canAsk()) {
            throw new InputException(
                    Problem.error(null, "--yes", "Nobody can be asked whether to fetch so much", "give --yes"));
        }
        if (!console.ask("Fetch it?")) {
            throw new CancellationException("Not fetched");
        }
    }

    private void tell(Path folder, boolean fresh) {
        if (json.isSet()) {
            ObjectNode node = JsonOutput.object();
            node.put("folder", folder.toString());
            node.put("installed", fresh ? "now" : "before");
            JsonOutput.print(console, node);
        } else {
            console.out().println((fresh ? "Installed in " : "Already installed in ") + folder);
        }
        new DevicesOutput(survey.get()).lines().forEach(console::say);
    }
}
