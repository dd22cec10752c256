package org.idem.train.centers.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks that pass the page cache by, and blocks that go through it and are given back. */
class BlockFileTest {
    private static final int BYTES = 8192;
    private static final int BLOCKS = 64;

    @TempDir
    private Path folder;

    private BlockFile open(boolean mayPass) throws IOException {
        return BlockFile.open(
                folder.resolve("blocks"),
                BYTES,
                mayPass,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    private static ByteBuffer block(int number) {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(BYTES + 4096).alignedSlice(4096).slice(0, BYTES);
        for (int i = 0; i < BYTES; i += Integer.BYTES) {
            bytes.putInt(i, 31 * number + i);
        }
        return bytes;
    }

    private void write(boolean mayPass) throws IOException {
        try (BlockFile file = open(mayPass)) {
            for (int place = 0; place < BLOCKS; place++) {
                file.write(place, block(place));
            }
            file.write(3, block(1000));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatOneWayWritesTheOtherReads(boolean mayPass) throws IOException {
        write(mayPass);
        for (boolean reader : new boolean[] {true, false}) {
            try (BlockFile file = open(reader)) {
                assertEquals(BLOCKS, file.places());
                ByteBuffer read = block(0);
                for (int place = 0; place < BLOCKS; place++) {
                    file.read(place, read);
                    assertEquals(block(place == 3 ? 1000 : place), read, "block " + place);
                }
            }
        }
    }

    /** Bytes of a file in the page cache, as util-linux counts them; skips the test where it cannot. */
    private long cached(String name) throws Exception {
        String text;
        try {
            Process fincore = new ProcessBuilder(
                            "fincore", "--bytes", "--noheadings", "--output", "RES", folder.resolve(name) + "")
                    .start();
            text = new String(fincore.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            text = "";
        }
        Assumptions.assumeTrue(text.matches("\\d+"), "there is no fincore");
        return Long.parseLong(text);
    }

    @Test
    void whatGoesThroughThePageCacheDoesNotStayThere() throws Exception {
        Files.write(folder.resolve("other"), new byte[BLOCKS * BYTES]);
        Assumptions.assumeTrue(cached("other") > 0, "this file system has no page cache to look at");
        write(false);
        assertTrue(cached("blocks") <= 4 * BYTES, cached("blocks") + " bytes stay when they are written");
        try (BlockFile file = open(false)) {
            ByteBuffer read = block(0);
            for (int place = 0; place < BLOCKS; place++) {
                file.read(place, read);
            }
        }
        assertTrue(cached("blocks") <= BLOCKS * BYTES / 2, cached("blocks") + " bytes stay when they are read");
    }
}
