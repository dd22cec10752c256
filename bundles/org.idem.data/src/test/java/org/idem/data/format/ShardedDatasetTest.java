package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.DataProblem;
import org.idem.data.DrawnSets;
import org.idem.data.ImageDataset;
import org.idem.data.check.DataCheck;
import org.idem.data.convert.ConvertRequest;
import org.idem.data.convert.DatasetConverter;
import org.idem.data.write.FaceSetWriter;
import org.idem.data.write.RecordIoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardedDatasetTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path out;

    private void shard(String name, int first, int... labels) throws IOException {
        try (RecordIoWriter writer = new RecordIoWriter(folder.resolve(name + ".rec"), folder.resolve(name + ".idx"))) {
            for (int i = 0; i < labels.length; i++) {
                writer.image(i, labels[i], DrawnSets.png(first + i));
            }
        }
    }

    @Test
    void filesFollowEachOther() throws IOException {
        shard("set_0", 0, 4, 0, 1);
        shard("set_2", 3, 1, 2);
        try (ImageDataset set = Datasets.openImages(folder)) {
            assertEquals(5, set.size());
            assertEquals(5, set.identities());
            assertEquals(
                    List.of(4, 0, 1, 1, 2),
                    IntStream.range(0, 5).mapToObj(set::label).toList());
            for (int i = 0; i < 5; i++) {
                assertArrayEquals(DrawnSets.png(i), set.read(i).image().copy());
            }
            assertEquals("set_2.rec:0", set.key(3));
            assertEquals(folder, set.path());
        }
        assertEquals(List.of(), DataCheck.check(folder, Progress.NONE).problems());
        ConvertRequest request = ConvertRequest.of(folder, out.resolve("one"), "recordio");
        assertEquals(5, DatasetConverter.convert(request, Progress.NONE).images());
    }

    @Test
    void damageNamesItsFile() throws IOException {
        shard("a", 0, 0, 1);
        shard("b", 2, 1, 2);
        try (ImageDataset set = Datasets.openImages(folder);
                RandomAccessFile file =
                        new RandomAccessFile(folder.resolve("b.rec").toFile(), "rw")) {
            file.seek(set.offset(3));
            file.write(new byte[8]);
        }
        List<DataProblem> problems = DataCheck.check(folder, Progress.NONE).problems();
        assertEquals("b.rec:1", problems.get(0).key());
        assertEquals("bad-magic", problems.get(0).kind());
    }

    @Test
    void identitiesOfTheirOwnAreNotMixed() throws IOException {
        for (String name : List.of("a", "b")) {
            Path own = Files.createDirectory(folder.resolve(name));
            try (FaceSetWriter writer = new FaceSetWriter(own, 8)) {
                writer.add(0, DrawnSets.png(1));
            }
            Files.move(own.resolve("train.rec"), folder.resolve(name + ".rec"));
            Files.move(own.resolve("train.idx"), folder.resolve(name + ".idx"));
        }
        InputException e = assertThrows(InputException.class, () -> Datasets.openImages(folder));
        assertTrue(e.getMessage().contains("identities of its own"), e.getMessage());
    }

    private void people(String name, int first, int count) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        try (RecordIoWriter writer = new RecordIoWriter(own.resolve("train.rec"), own.resolve("train.idx"))) {
            int images = 2 * count;
            for (int i = 0; i < images; i++) {
                writer.image(i + 1, first + i / 2, DrawnSets.png(2 * first + i));
            }
            for (int i = 0; i < count; i++) {
                writer.range(images + 1 + i, 2L * i + 1, 2L * i + 3, 0);
            }
            writer.range(0, images + 1L, images + count + 1L, 0);
        }
    }

    @Test
    void foldersWithRecordFilesAreOneSetWhoseIdentitiesGoOn() throws IOException {
        people("part_0", 0, 2);
        people("part_1", 2, 3);
        try (ImageDataset set = Datasets.openImages(folder)) {
            assertEquals(10, set.size());
            assertEquals(5, set.identities());
            assertArrayEquals(new int[] {2, 2, 2, 2, 2}, set.imagesPerIdentity());
            assertEquals("part_1/train.rec:1", set.key(4));
            assertEquals(2, set.label(4));
            assertArrayEquals(DrawnSets.png(9), set.image(9).copy());
        }
        assertEquals(List.of(), DataCheck.check(folder, Progress.NONE).problems());
    }

    @Test
    void foldersWithListsAreOneSet() throws IOException {
        for (int shard = 0; shard < 2; shard++) {
            Path own = Files.createDirectories(folder.resolve("shard" + shard));
            Files.write(own.resolve("1.png"), DrawnSets.png(shard));
            Files.writeString(own.resolve("label.txt"), "1.png\t" + 3 * shard + "\n");
        }
        try (ImageDataset set = Datasets.openImages(folder)) {
            assertEquals("list", set.format());
            assertEquals(4, set.identities());
            assertEquals("shard1/1.png", set.key(1));
            assertEquals(3, set.label(1));
            assertArrayEquals(DrawnSets.png(1), set.image(1).copy());
        }
    }
}
