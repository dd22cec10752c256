package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.idem.core.AtomicFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCatalogTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    private RunCatalog catalog;

    @BeforeEach
    void open() {
        catalog = new RunCatalog(folder);
    }

    private static RunDirectory run(Path runs, String name, Instant when, String zone) {
        return RunDirectory.create(runs, name, Clock.fixed(when, ZoneId.of(zone)));
    }

    private static RunDirectory run(Path runs, String name) {
        return run(runs, name, NOW, "UTC");
    }

    private List<RunDirectory> found() {
        return catalog.scan().stream().map(RunSummary::run).toList();
    }

    private Set<String> names() {
        return found().stream().map(RunDirectory::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void runsAreFoundWhereverTheyAreBelow() {
        Set<String> all = new TreeSet<>();
        for (String place : List.of("runs", "output", "experiments/a/output", "experiments/b/c/runs")) {
            all.add(run(folder.resolve(place), place.replace('/', '-')).name());
            assertEquals(all, names(), "at once, however often the folder was read before");
        }
    }

    @Test
    void aRunThatIsAddedOrRemovedIsSeenAtTheNextScan() throws IOException {
        RunDirectory first = run(folder.resolve("runs"), "first");
        // Long settled: only what has changed since is read again.
        Files.setLastModifiedTime(folder, FileTime.from(NOW));
        Files.setLastModifiedTime(folder.resolve("runs"), FileTime.from(NOW));
        assertEquals(List.of(first), found());
        assertEquals(List.of(first), found());
        RunDirectory second = run(folder.resolve("runs"), "second");
        assertEquals(Set.of(first.name(), second.name()), names());
        AtomicFiles.deleteTree(first.path());
        assertEquals(List.of(second), found());
    }

    @Test
    void aFolderThatBecomesARunIsSeen() throws IOException {
        Path later = Files.createDirectories(folder.resolve("runs/later"));
        Files.setLastModifiedTime(folder.resolve("runs"), FileTime.from(NOW));
        assertEquals(List.of(), found());
        Files.createDirectory(later.resolve("metrics"));
        Files.writeString(later.resolve("status.json"), "{\"state\": \"DONE\"}");
        assertEquals(Set.of("later"), names());
    }

    @Test
    void filesOfOthersMakeNoRun() throws IOException {
        Files.createDirectories(folder.resolve("service"));
        Files.writeString(folder.resolve("service/status.json"), "{\"status\": \"ok\", \"state\": \"UP\"}");
        Files.createDirectories(folder.resolve("configs"));
        Files.writeString(folder.resolve("configs/config.yaml"), "Global:\n  seed: 1\n");
        Files.createDirectories(folder.resolve("other/metrics"));
        assertEquals(List.of(), found());
    }

    @Test
    void aHuskOfARunIsListed() throws IOException {
        Files.createDirectories(folder.resolve("runs/20260301-100000-full/metrics"));
        assertEquals(Set.of("20260301-100000-full"), names());
    }

    @Test
    void imageSetsAreNotWalked() throws IOException {
        Path faces = folder.resolve("faces");
        for (int i = 0; i < 300; i++) {
            Files.createDirectories(faces.resolve("identity" + i).resolve("inner"));
        }
        RunDirectory hidden = run(faces.resolve("identity7").resolve("inner"), "hidden");
        Path flat = Files.createDirectories(folder.resolve("flat"));
        for (int i = 0; i < 1200; i++) {
            Files.createFile(flat.resolve(i + ".jpg"));
        }
        RunDirectory real = run(folder.resolve("output"), "real");
        assertEquals(List.of(real), found(), () -> "not " + hidden);
        Path many = folder.resolve("many");
        for (int i = 0; i < 300; i++) {
            run(many, "run" + i);
        }
        assertEquals(301, found().size(), "runs may be many");
    }

    @Test
    void aCircleOfLinksEnds() throws IOException {
        RunDirectory real = run(folder.resolve("output"), "real");
        Files.createSymbolicLink(folder.resolve("output").resolve("back"), folder);
        Files.createSymbolicLink(folder.resolve("again"), folder.resolve("output"));
        assertEquals(1, found().size(), () -> real + " once");
    }

    @Test
    void theNewestIsToldByItsTimeNotByItsName() {
        RunDirectory older = run(folder.resolve("runs"), "older", NOW, "Asia/Tokyo");
        RunDirectory newer = run(folder.resolve("output"), "newer", NOW.plusSeconds(60), "America/Los_Angeles");
        assertEquals(List.of(newer, older), found());
    }
}
