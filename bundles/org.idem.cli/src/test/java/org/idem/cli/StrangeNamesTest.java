package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.idem.cli.CommandLineFixture.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are no UTF-8 are told as such; what has other names is read. */
class StrangeNamesTest {
    @TempDir
    private Path folder;

    private CommandLineFixture idem;

    @BeforeEach
    void prepare() {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "names are UTF-8 here");
        idem = new CommandLineFixture(folder);
    }

    private Path picture(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }

    /** Bytes that Java itself cannot write into a name. */
    private void bash(String script) throws Exception {
        Process process = new ProcessBuilder("/bin/bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assumeTrue(process.waitFor() == 0, "no such names here");
    }

    private Outcome answered(int exitCode, String... words) {
        Outcome outcome = idem.run(words);
        assertEquals(exitCode, outcome.exitCode(), () -> outcome.out() + outcome.err());
        String said = outcome.out() + outcome.err();
        assertFalse(said.contains("Exception") || said.contains("\tat "), said);
        return outcome;
    }

    @Test
    void aFolderSetIsReadWithoutThem() throws Exception {
        picture("set/a/1.png");
        picture("set/b/1.png");
        bash("cp set/a/1.png set/a/$(printf '\\xff\\xfe').png && mkdir set/$(printf '\\xe4\\xb8') && cp set/a/1.png"
                + " set/$(printf '\\xe4\\xb8')/2.png");
        String set = folder.resolve("set").toString();
        String told = answered(0, "data", "info", set).out();
        assertTrue(told.contains("2 with names that are no UTF-8"), told);
        String checked = answered(0, "data", "check", set).out()
                + answered(0, "data", "check", set).err();
        assertTrue(checked.contains("no UTF-8"), checked);
    }

    @Test
    void aListNamesThem() throws Exception {
        picture("a.png");
        picture("b.png");
        bash("cp a.png $(printf '\\xff').png && printf 'a.png\\t0\\n\\xff.png\\t0\\nb.png\\t1\\n' > label.txt");
        String list = folder.resolve("label.txt").toString();
        answered(0, "data", "info", list);
        Outcome outcome = idem.run("data", "check", list);
        String said = outcome.out() + outcome.err();
        assertTrue(said.contains("UTF-8"), said);
        assertFalse(said.contains("Exception"), said);
        assertTrue(said.contains("\uFFFD") || said.contains("line 2"), said);
    }

    @Test
    void amongRunsTheyHideNoOther() throws Exception {
        bash("mkdir -p runs/20260131-141500-good/metrics runs/20260131-141501-$(printf '\\xff')/metrics"
                + " && echo '{\"state\":\"DONE\"}' > runs/20260131-141500-good/status.json"
                + " && echo '{\"state\":\"DONE\"}' > runs/20260131-141501-$(printf '\\xff')/status.json");
        Outcome outcome = answered(0, "runs", "--json", "--runs", idem.runs().toString());
        assertTrue(outcome.out().contains("20260131-141500-good"), outcome.out());
    }
}
