package org.idem.train.centers.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** CRC-32C of blocks. */
final class Checksums {
    private Checksums() {}

    static int of(ByteBuffer block) {
        CRC32C crc = new CRC32C();
        crc.update(block.duplicate());
        return (int) crc.getValue();
    }

    /**
     * Believes a block only if it is what was written.
     *
     * @throws IOException if it is not
     */
    static void require(Path file, int place, ByteBuffer block, int checksum) throws IOException {
        if (of(block) != checksum) {
            throw new IOException("block " + place + " of " + file.getFileName()
                    + " has changed since it was written (CRC-32C); resume from an earlier checkpoint");
        }
    }
}
