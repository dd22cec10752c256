package org.idem.data.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.idem.core.InputException;
import org.idem.data.DrawnSets;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExcludeFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatAUserWroteStaysAsItIs() throws IOException {
        ExcludeFile file = ExcludeFile.beside(folder.resolve("train.rec"));
        assertEquals(folder.resolve("train.rec.exclude"), file.path());
        Files.writeString(file.path(), "# blurred\n12\n\n  # no comment: a key\n14");
        assertEquals(List.of("13"), file.add(List.of("12", "13", "13")));
        assertEquals(List.of("12"), file.remove(List.of("12", "99")));
        assertEquals("# blurred\n\n  # no comment: a key\n14\n13\n", Files.readString(file.path()));
        assertEquals(Set.of("# no comment: a key", "13", "14"), file.keys());
    }

    @Test
    void anotherProgramsLinesAreReadBeforeEachChange() throws IOException {
        ExcludeFile file = ExcludeFile.beside(folder.resolve("train.rec"));
        file.add(List.of("1"));
        Files.writeString(file.path(), Files.readString(file.path()) + "2\n");
        file.add(List.of("3"));
        assertEquals(Set.of("1", "2", "3"), file.keys());
    }

    @Test
    void aKeyThatLooksLikeACommentIsNone() {
        ExcludeFile file = ExcludeFile.beside(folder.resolve("set"));
        file.add(List.of("#1/a.jpg", "b.jpg"));
        assertEquals(Set.of("#1/a.jpg", "b.jpg"), file.keys());
        file.remove(List.of("#1/a.jpg"));
        assertEquals(Set.of("b.jpg"), file.keys());
    }

    @Test
    void whatIsNoTextIsNotWrittenOver() throws IOException {
        ExcludeFile file = ExcludeFile.beside(folder.resolve("set"));
        byte[] noText = {'1', '\n', (byte) 0xC3, (byte) 0x28, '\n'};
        Files.write(file.path(), noText);
        assertThrows(InputException.class, () -> file.add(List.of("2")));
        assertThrows(InputException.class, () -> file.remove(List.of("1")));
        assertArrayEquals(noText, Files.readAllBytes(file.path()));
    }

    @Test
    void nothingIsWrittenWhereNothingChanges() {
        ExcludeFile file = ExcludeFile.beside(folder.resolve("train.rec"));
        assertEquals(List.of(), file.remove(List.of("1")));
        assertEquals(List.of(), file.add(List.of()));
        assertFalse(Files.exists(file.path()));
    }

    @Test
    void aSetIsOpenedWithoutItsImages() throws IOException {
        Path list = DrawnSets.list(folder.resolve("set"), 0, 0, 1);
        ExcludeFile file = ExcludeFile.beside(list);
        file.add(List.of("pictures/1.png"));
        try (ImageDataset whole = Datasets.openImages(list);
                ImageDataset reduced = Datasets.openImages(list, null, file.path())) {
            assertEquals(3, whole.size());
            assertEquals(2, reduced.size());
            assertEquals("pictures/2.png", reduced.key(1));
        }
    }
}
