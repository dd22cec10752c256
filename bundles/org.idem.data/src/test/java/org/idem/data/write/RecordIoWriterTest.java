package org.idem.data.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.idem.data.recordio.FaceRecord;
import org.idem.data.recordio.Framing;
import org.idem.data.recordio.RecordIoFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordIoWriterTest {
    @TempDir
    private Path folder;

    private static byte[] imageWithMagicAt(int length, int... places) {
        ByteBuffer image = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (int place : places) {
            image.putInt(place, Framing.MAGIC);
        }
        return image.array();
    }

    @Test
    void magicInsideAnImageIsCutAndPutBack() throws IOException {
        byte[][] images = {
            imageWithMagicAt(101, 4, 40),
            imageWithMagicAt(64, 0),
            imageWithMagicAt(64, 60),
            imageWithMagicAt(64, 8, 12),
            imageWithMagicAt(64, 17),
            new byte[0]
        };
        try (RecordIoWriter writer = new RecordIoWriter(folder.resolve("a.rec"), folder.resolve("a.idx"))) {
            for (int i = 0; i < images.length; i++) {
                writer.image(i * 3, i, images[i]);
            }
            writer.image(100, new float[] {7, 8, 9}, images[0]);
        }
        RecordIoFile file = RecordIoFile.open(folder.resolve("a.rec"));
        assertEquals(7, file.size());
        for (int i = 0; i < images.length; i++) {
            FaceRecord record = file.read(i);
            byte[] back = new byte[record.image().remaining()];
            record.image().get(back);
            assertArrayEquals(images[i], back);
            assertEquals(i, record.label());
            assertEquals(i * 3L, record.id());
        }
        assertArrayEquals(new float[] {7, 8, 9}, file.read(6).labels());
        assertArrayEquals(file.index().offsets(), file.scan().offsets());
    }

    @Test
    void refusesToOverwrite() throws IOException {
        new RecordIoWriter(folder.resolve("a.rec"), folder.resolve("a.idx")).close();
        assertThrows(
                FileAlreadyExistsException.class,
                () -> new RecordIoWriter(folder.resolve("a.rec"), folder.resolve("b.idx")));
    }

    /** A sparse file above 4 GiB: offsets and maps beyond what an int holds. */
    @Test
    void recordsBeyondFourGibibytes() throws IOException {
        byte[] image = imageWithMagicAt(100, 48);
        long far = (4L << 30) + (1L << 30) - 24;
        Path rec = folder.resolve("big.rec");
        Path part = folder.resolve("part.rec");
        try (RecordIoWriter writer = new RecordIoWriter(part, folder.resolve("part.idx"))) {
            writer.image(5, 3, image);
        }
        try (RandomAccessFile file = new RandomAccessFile(rec.toFile(), "rw")) {
            file.seek(far);
            file.write(java.nio.file.Files.readAllBytes(part));
        }
        java.nio.file.Files.writeString(folder.resolve("big.idx"), "5\t" + far + "\n");
        FaceRecord record = RecordIoFile.open(rec).read(0);
        byte[] back = new byte[record.image().remaining()];
        record.image().get(back);
        assertArrayEquals(image, back);
        assertEquals(3, record.label());
    }
}
