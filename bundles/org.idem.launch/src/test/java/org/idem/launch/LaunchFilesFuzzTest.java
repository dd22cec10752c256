package org.idem.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.fuzz.FuzzTarget;
import org.idem.fuzz.Fuzzer;
import org.idem.protocol.Replies;
import org.idem.protocol.Reply;
import org.idem.run.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files between a launcher and its trainer are answered as none, or named. */
class LaunchFilesFuzzTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path written;

    private Map<String, byte[]> files() throws java.io.IOException {
        RunDirectory run = RunDirectory.create(written, "launched", Clock.systemUTC());
        LaunchRecord.write(run, written, Path.of("c.yaml"), Map.of("Global.epochs", "override"));
        TrainRequestFiles.write(run, true, 1);
        String replies = Replies.format(new Reply.Trained(false, 7)) + "\nwords of a library\n";
        return Map.of(
                "launch.json",
                Files.readAllBytes(run.path().resolve("launch.json")),
                "status.json",
                Files.readAllBytes(run.path().resolve("status.json")),
                "replies.jsonl",
                replies.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void damagedFiles() throws Exception {
        Map<String, byte[]> files = files();
        FuzzTarget target = new FuzzTarget(
                "launch", files, List.of(InputException.class, UncheckedIOException.class), LaunchFilesFuzzTest::read);
        assertEquals(List.of(), new Fuzzer(folder, 11).run(target, 400));
    }

    private static void read(Path folder) {
        RunDirectory run = RunDirectory.open(folder);
        LaunchRecord.folder(run, folder);
        TrainRequestFiles.end(run);
        LiveText.trainer(run, Clock.systemUTC());
    }
}
