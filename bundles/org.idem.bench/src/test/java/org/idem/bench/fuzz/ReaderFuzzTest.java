package org.idem.bench.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.idem.fuzz.FuzzTarget;
import org.idem.fuzz.Fuzzer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader answers damaged files with a value or with the exception that it documents, which names the file. */
class ReaderFuzzTest {
    private static final long SEED = 20_260_131;

    @TempDir
    private Path folder;

    static List<FuzzTarget> readers() {
        return FuzzTargets.all();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void damagedFiles(FuzzTarget target) {
        // What a report or a resumed training writes is forced to the disk.
        int rounds = target.name().startsWith("run-") ? 40 : 200;
        assertEquals(List.of(), new Fuzzer(folder, SEED).run(target, rounds));
    }
}
