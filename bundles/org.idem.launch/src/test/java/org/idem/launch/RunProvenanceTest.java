package org.idem.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.idem.run.RunCommandLine;
import org.idem.run.RunDirectory;
import org.idem.run.code.CodeRecord;
import org.idem.run.code.CodeState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a prepared run keeps of how it was started and of the code around it. */
class RunProvenanceTest {
    @TempDir
    private Path folder;

    private void git(String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        assertEquals(0, process.waitFor(), command.toString());
    }

    @Test
    void theCommandTrainsTheSameAgain() {
        RunDirectory run = new Fixture(folder).run("quick");
        String line = RunCommandLine.of(run);
        assertTrue(line.startsWith("./idem train -c "), line);
        assertTrue(line.endsWith("configs/quickstart.yaml -o Global.name=quick"), line);
        assertEquals(Optional.empty(), CodeRecord.read(run), "the folder is no repository");
    }

    @Test
    void theCodeInARepositoryIsKeptWithoutTheRunsThemselves() throws IOException, InterruptedException {
        try {
            git("init", "-q");
        } catch (IOException e) {
            assumeTrue(false, "there is no git here");
        }
        Files.writeString(folder.resolve("a.py"), "1\n");
        git("add", "a.py");
        git("commit", "-q", "-m", "first");
        Files.writeString(folder.resolve("a.py"), "2\n");
        Files.writeString(folder.resolve("b.py"), "3\n");
        CodeState code = CodeRecord.read(new Fixture(folder).run("quick")).orElseThrow();
        assertEquals(List.of("a.py"), List.copyOf(code.patchByFile().keySet()));
        assertEquals(
                List.of("b.py"),
                code.untracked().stream().map(file -> file.path()).toList());
    }
}
