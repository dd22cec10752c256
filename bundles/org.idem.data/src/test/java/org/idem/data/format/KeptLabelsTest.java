package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.write.RecordIoWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large record file that declares no identities is asked for its labels once. */
class KeptLabelsTest {
    private static final String CACHE = "idem.cache";
    private static final int PEOPLE = 50;

    @TempDir
    private Path folder;

    private String before;

    @BeforeEach
    void useOwnCache() {
        before = System.getProperty(CACHE);
        System.setProperty(CACHE, folder.resolve("cache").toString());
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(CACHE);
        } else {
            System.setProperty(CACHE, before);
        }
    }

    private Path write(String name, int images, int people) throws IOException {
        Path rec = folder.resolve(name + ".rec");
        try (RecordIoWriter writer = new RecordIoWriter(rec, folder.resolve(name + ".idx"))) {
            for (int i = 0; i < images; i++) {
                writer.image(i, i % people, new byte[] {1});
            }
        }
        return rec;
    }

    private List<Path> kept() throws IOException {
        Path labels = folder.resolve("cache/labels");
        if (!Files.isDirectory(labels)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(labels)) {
            return files.toList();
        }
    }

    @Test
    void whatWasReadOnceIsKnownAtTheNextOpening() throws IOException {
        Path rec = write("train", KeptLabels.LEAST, PEOPLE);
        int[] labels;
        try (ImageDataset first = Datasets.openImages(rec)) {
            assertEquals(OptionalInt.empty(), first.knownIdentities(), "nothing declares them");
            assertEquals(List.of(), kept(), "opening reads no labels");
            labels = first.labels(Progress.NONE);
            assertEquals(OptionalInt.of(PEOPLE), first.knownIdentities());
        }
        assertEquals(1, kept().size());
        try (ImageDataset second = Datasets.openImages(rec)) {
            assertEquals(OptionalInt.of(PEOPLE), second.knownIdentities());
            assertArrayEquals(labels, second.labels(Progress.NONE));
            assertEquals(PEOPLE, IdentityIndex.of(second, Progress.NONE).identities());
            assertEquals(PEOPLE, second.labelCounts().used());
        }
    }

    @Test
    void labelsOfFilesThatHaveChangedAreNotBelieved() throws IOException {
        Path rec = write("train", KeptLabels.LEAST, PEOPLE);
        try (ImageDataset first = Datasets.openImages(rec)) {
            assertEquals(PEOPLE, first.identities());
        }
        FileTime time = Files.getLastModifiedTime(rec);
        Files.delete(rec);
        Files.delete(folder.resolve("train.idx"));
        write("train", KeptLabels.LEAST, PEOPLE + 1);
        Files.setLastModifiedTime(rec, FileTime.fromMillis(time.toMillis() + 1000));
        try (ImageDataset second = Datasets.openImages(rec)) {
            assertEquals(OptionalInt.empty(), second.knownIdentities());
            assertEquals(PEOPLE + 1, second.identities());
        }
    }

    @Test
    void aDamagedCacheIsNoCache() throws IOException {
        Path rec = write("train", KeptLabels.LEAST, PEOPLE);
        try (ImageDataset first = Datasets.openImages(rec)) {
            assertEquals(PEOPLE, first.identities());
        }
        byte[] bytes = Files.readAllBytes(kept().get(0));
        for (int at : new int[] {0, 20, 43, bytes.length - 1}) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x55;
            Files.write(kept().get(0), damaged);
            try (ImageDataset again = Datasets.openImages(rec)) {
                assertEquals(OptionalInt.empty(), again.knownIdentities(), "byte " + at);
            }
        }
        Files.write(kept().get(0), new byte[3]);
        try (ImageDataset again = Datasets.openImages(rec)) {
            assertEquals(PEOPLE, again.identities());
        }
        assertArrayEquals(bytes, Files.readAllBytes(kept().get(0)), "it was made anew");
    }

    @Test
    void smallSetsAndThoseThatDeclareTheirPeopleKeepNothing() throws IOException {
        try (ImageDataset small = Datasets.openImages(write("small", 100, 5))) {
            assertEquals(5, small.identities());
        }
        Files.writeString(folder.resolve("property"), PEOPLE + ",112,112\n");
        try (ImageDataset declared = Datasets.openImages(write("declared", 200, PEOPLE))) {
            assertEquals(OptionalInt.of(PEOPLE), declared.knownIdentities());
        }
        assertTrue(kept().isEmpty());
    }

    @Test
    void aCacheThatCannotBeWrittenIsDoneWithout() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file where a folder should be");
        try (ImageDataset set = Datasets.openImages(write("train", KeptLabels.LEAST, PEOPLE))) {
            assertEquals(PEOPLE, set.identities());
        }
    }
}
