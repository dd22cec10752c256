package org.idem.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;
import org.idem.devices.cuda.CudaInstallation;
import org.idem.run.RunDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaChoiceTest {
    private static final ComputeDevice CPU = new ComputeDevice("cpu", "A processor", 1, 1, null, null);
    private static final ComputeDevice CARD = new ComputeDevice("cuda:0", "NVIDIA H100", 1, 1, "570", null);
    private static final ComputeDevice FULL =
            new ComputeDevice("cuda:1", "NVIDIA A100", 1, 0, "570", "full: 0 B are free");

    @TempDir
    private Path folder;

    private CudaInstallation cuda;
    private int surveys;

    @BeforeEach
    void begin() {
        cuda = CudaInstallation.in(folder.resolve("cuda"), Map.of());
    }

    private void install() throws IOException {
        Path file = cuda.folder().resolve("libtorch/libtorch_cuda.so");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[3]);
        Files.writeString(cuda.folder().resolve("files.txt"), "3 libtorch/libtorch_cuda.so\n");
    }

    private CudaChoice choice(ComputeDevice... cards) {
        List<ComputeDevice> devices = new ArrayList<>(List.of(CPU));
        devices.addAll(List.of(cards));
        return new CudaChoice(cuda, () -> {
            surveys++;
            return new DeviceList(devices, List.of());
        });
    }

    private static boolean loadsCuda(Map<String, String> environment) {
        return environment.containsKey("PYTORCH_FLAVOR");
    }

    @Test
    void theCudaBuildIsForCardsThatCanBeUsed() throws IOException {
        install();
        assertTrue(loadsCuda(choice(FULL, CARD).environment("auto")));
        assertTrue(loadsCuda(choice(CARD).environment("gpu")));
        assertFalse(loadsCuda(choice(FULL).environment("auto")));
        assertFalse(loadsCuda(choice().environment("auto")));
        assertTrue(loadsCuda(choice().environment("gpu")), "libtorch may know a card that the driver does not tell of");
        assertEquals("PCI_BUS_ID", choice(CARD).environment("gpu").get("CUDA_DEVICE_ORDER"));
    }

    @Test
    void theDriverIsNotAskedInVain() throws IOException {
        assertEquals(Map.of(), choice(CARD).environment("auto"), "nothing is installed");
        install();
        assertEquals(Map.of(), choice(CARD).environment("cpu"));
        choice(FULL).requireUsable("auto", "Global.device", "or train on the processor with -o Global.device=cpu");
        assertEquals(0, surveys);
    }

    @Test
    void whoAsksForACardIsToldWhyThereIsNone() {
        InputException refused = assertThrows(InputException.class, () -> choice(FULL)
                .requireUsable("gpu", "Global.device", "or train on the processor with -o Global.device=cpu"));
        assertTrue(refused.getMessage().contains("cuda:1 (NVIDIA A100): full: 0 B are free"), refused::getMessage);
        assertTrue(refused.getMessage().contains("Global.device=cpu"), refused::getMessage);
        choice(FULL, CARD).requireUsable("gpu", "Global.device", "or train on the processor with -o Global.device=cpu");
        choice().requireUsable("gpu", "Global.device", "or train on the processor with -o Global.device=cpu");
    }

    private String logOf(CudaChoice choice, String device) throws IOException {
        Fixture fixture = new Fixture(folder);
        Launcher launcher = new Launcher(EngineInstallation.ofClassPath(Fixture.classPath()), folder, choice);
        RunDirectory run = launcher.prepareTraining(fixture.config("quick", "Global.device=" + device));
        assertEquals(0, launcher.train(run, false).onExit().join());
        return Files.readString(run.logFile());
    }

    @Test
    void aTrainerGetsItsLibraries() throws IOException {
        install();
        String onCard = logOf(choice(CARD), "gpu");
        assertTrue(onCard.contains("libtorch cu128 " + cuda.folder().resolve("libtorch")), onCard);
        assertTrue(onCard.contains("order PCI_BUS_ID"), onCard);
        String onProcessor = logOf(choice(CARD), "cpu");
        assertTrue(onProcessor.contains("libtorch null null"), onProcessor);
    }

    @Test
    void noRunIsMadeThatCouldNotTrain() {
        Launcher launcher = new Launcher(EngineInstallation.ofClassPath(Fixture.classPath()), folder, choice(FULL));
        assertThrows(
                InputException.class,
                () -> launcher.prepareTraining(new Fixture(folder).config("quick", "Global.device=gpu")));
        assertFalse(Files.exists(folder.resolve("runs")));
    }

    /** What starts ranks on other machines does not take the environment along by itself. */
    @Test
    void ranksGetTheirLibrariesToo() throws IOException {
        install();
        Map<String, String> libraries = choice(CARD).environment("gpu");
        Map<String, String> environment = new HashMap<>(Map.of("MALLOC_ARENA_MAX", "1", "OTHER", "x"));
        environment.putAll(libraries);
        List<String> carried = RankCommand.carried(environment, libraries.keySet());
        assertTrue(carried.contains("MALLOC_ARENA_MAX=1"), carried::toString);
        assertTrue(carried.contains("PYTORCH_FLAVOR=cu128"), carried::toString);
        assertTrue(carried.contains("LD_LIBRARY_PATH=" + libraries.get("LD_LIBRARY_PATH")), carried::toString);
        assertFalse(carried.contains("OTHER=x"), carried::toString);
    }
}
