package org.idem.run.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.idem.run.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private void git(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"));
        command.addAll(Arrays.asList(words));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        assertEquals(0, process.waitFor(), command.toString());
    }

    private void repository() throws IOException, InterruptedException {
        try {
            git("init", "-q", "-b", "trunk");
        } catch (IOException e) {
            assumeTrue(false, "there is no git here");
        }
        Files.writeString(folder.resolve("loss.py"), "margin = 0.5\n");
        Files.writeString(folder.resolve(".gitignore"), "*.rec\n");
        git("add", "-A");
        git("commit", "-q", "-m", "first");
    }

    private CodeState state() {
        return GitRepository.read(folder, folder.resolve("runs"), LIMIT).orElseThrow();
    }

    @Test
    void commitChangesAndUnknownFilesAreKeptWithARun() throws IOException, InterruptedException {
        repository();
        CodeState clean = state();
        assertTrue(clean.commit().matches("[0-9a-f]{40}"), clean.commit());
        assertEquals("trunk", clean.branch());
        assertFalse(clean.isDirty());
        Files.writeString(folder.resolve("loss.py"), "margin = 0.4\n");
        Files.writeString(folder.resolve("new file.py"), "x = 1\n");
        Files.writeString(folder.resolve("train.rec"), "ignored");
        Files.createDirectories(folder.resolve("runs"));
        Files.writeString(folder.resolve("runs/log"), "of a run");
        CodeState dirty = state();
        assertEquals(clean.commit(), dirty.commit());
        assertTrue(dirty.patchByFile().get("loss.py").contains("-margin = 0.5\n+margin = 0.4\n"), dirty.patch());
        assertEquals(
                List.of("new file.py"),
                dirty.untracked().stream().map(UntrackedFile::path).toList());
        assertEquals(64, dirty.untracked().get(0).sha256().length());
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), "x", Clock.systemUTC());
        CodeRecord.write(run, dirty);
        assertEquals(Optional.of(dirty), CodeRecord.read(run));
        CodeDifference difference = CodeDifference.of(List.of("a", "b"), List.of(clean, dirty));
        assertEquals(List.of(clean.commit(), clean.commit()), difference.commits());
        assertTrue(
                difference.patch().startsWith("# a: loss.py: not changed\n# b: loss.py\ndiff --git "),
                difference.patch());
        assertEquals(List.of("new file.py"), List.copyOf(difference.untracked().keySet()));
        assertFalse(CodeDifference.of(List.of("a", "b"), List.of(dirty, dirty)).isAny());
    }

    @Test
    void aFolderWithoutARepositoryHasNothingToSay() {
        assertEquals(Optional.empty(), GitRepository.read(folder, folder.resolve("runs"), LIMIT));
    }

    @Test
    void whatTakesTooLongIsGivenUp() throws IOException, InterruptedException {
        repository();
        assertEquals(Optional.empty(), GitRepository.read(folder, folder.resolve("runs"), Duration.ZERO));
    }

    @Test
    void aLargeFileIsTakenByItsSize() throws IOException, InterruptedException {
        repository();
        Files.write(folder.resolve("large.bin"), new byte[(4 << 20) + 1]);
        assertEquals(List.of(new UntrackedFile("large.bin", (4 << 20) + 1, "")), state().untracked());
    }

    @Test
    void aDamagedRecordIsPassedOver() throws IOException {
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), "x", Clock.systemUTC());
        Files.writeString(run.path().resolve("code.json"), "{\"commit\":");
        assertEquals(Optional.empty(), CodeRecord.read(run));
    }
}
