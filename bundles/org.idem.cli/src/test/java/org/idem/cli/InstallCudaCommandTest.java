package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;
import org.idem.devices.cuda.CudaInstallation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InstallCudaCommandTest {
    private static final DeviceList DEVICES =
            new DeviceList(List.of(new ComputeDevice("cpu", "A processor", 1, 1, null, null)), List.of("No card"));

    @TempDir
    private Path folder;

    private StringWriter out;
    private StringWriter err;
    private CudaInstallation installation;

    @BeforeEach
    void begin() {
        out = new StringWriter();
        err = new StringWriter();
        installation = CudaInstallation.in(folder.resolve("cuda"), Map.of());
    }

    private int run(String answer, String... words) {
        Reader answers = answer == null ? null : new StringReader(answer);
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), answer != null, answers);
        return new CommandLine(new InstallCudaCommand(console, () -> installation, () -> DEVICES))
                .setExecutionExceptionHandler(new Failures(console))
                .execute(words);
    }

    private void putInstalled() throws IOException {
        Path file = installation.folder().resolve("libtorch/libtorch_cuda.so");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[3]);
        Files.writeString(installation.folder().resolve("files.txt"), "3 libtorch/libtorch_cuda.so\n");
    }

    @Test
    void sizesAreSaidBeforeAnythingIsFetched() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertEquals(130, run("n\n", "--from", empty.toString()));
        String said = err.toString();
        assertTrue(said.contains("From " + empty + ", 2.8 GiB:"), said);
        assertTrue(said.contains("pytorch 2.7.1-1.5.12, 587.0 MiB"), said);
        assertTrue(said.contains("Into " + installation.folder() + ", 3.7 GiB when unpacked"), said);
        assertTrue(said.contains("Fetch it? [y/N]"), said);
        assertFalse(Files.exists(folder.resolve("cuda")));
    }

    @Test
    void whereNobodyAnswersItIsNotFetched() {
        assertEquals(2, run(null));
        assertTrue(err.toString().contains("give --yes"), err::toString);
        assertFalse(Files.exists(folder.resolve("cuda")));
    }

    @Test
    void aFolderWithoutTheJarsIsBadInput() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertEquals(2, run(null, "--yes", "--from", empty.toString()));
        assertTrue(err.toString().contains("openblas-0.3.30-1.5.12-linux-x86_64.jar"), err::toString);
        assertFalse(installation.isInstalled());
        assertEquals(2, run(null, "--yes", "--from", "ftp://host/a"));
    }

    @Test
    void whatIsInstalledIsLeftAlone() throws IOException {
        putInstalled();
        assertEquals(0, run(null));
        assertEquals("Already installed in " + installation.folder() + System.lineSeparator(), out.toString());
        assertTrue(err.toString().contains("No card"), err::toString);
        begin();
        assertEquals(0, run(null, "--json"));
        assertEquals(
                installation.folder().toString(),
                new ObjectMapper().readTree(out.toString()).path("folder").asText());
    }
}
