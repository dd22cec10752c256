package org.idem.verify.figures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.idem.core.InputException;
import org.idem.metrics.PairUnits;
import org.idem.run.PairScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleInPairsTest {
    @TempDir
    private Path folder;

    private static PairScores scores(NamedPairs pairs, int... numbers) {
        boolean[] same = new boolean[numbers.length];
        for (int i = 0; i < same.length; i++) {
            same[i] = pairs.same(numbers[i]);
        }
        return new PairScores(numbers, new float[numbers.length], same);
    }

    private static PairUnits people(NamedPairs pairs, PairScores scores, Optional<AttributeTable> table) {
        return PeopleInPairs.of(pairs, scores, table);
    }

    @Test
    void foldersAreTrustedWhereTheyTellPersonsApart() {
        NamedPairs pairs = new NamedPairs(
                folder, List.of("ann/1", "ann/2", "ann/3", "bob/1", "bob/2", "cid/1", "cid/1", "ann/9"), true);
        PairUnits all = people(pairs, scores(pairs, 0, 1, 2, 3), Optional.empty());
        assertEquals(3, all.units());
        assertArrayEquals(new int[] {0, 0, 1, 2}, all.first());
        assertArrayEquals(new int[] {0, 1, 2, 0}, all.second());
        PairUnits some = people(pairs, scores(pairs, 2, 3), Optional.empty());
        assertArrayEquals(new int[] {0, 1}, some.first(), "pairs that were left out count for nobody");
    }

    @Test
    void equalPicturesAndGenuinePairsAreJoined() {
        NamedPairs flat = new NamedPairs(folder, List.of("a.1", "a.2", "a.2", "b.1", "b.1", "c.1", "d.1", "e.1"), true);
        NamedPairs bytes = new NamedPairs(folder, flat.keys(), false);
        for (NamedPairs pairs : List.of(flat, bytes)) {
            PairUnits people = people(pairs, scores(pairs, 0, 1, 2, 3), Optional.empty());
            assertEquals(5, people.units());
            assertEquals(people.first()[0], people.second()[0]);
            assertEquals(people.first()[0], people.first()[1]);
            assertEquals(people.second()[1], people.first()[2]);
            assertFalse(people.first()[3] == people.second()[3]);
        }
    }

    @Test
    void aTableSaysWhoIsWho() throws IOException {
        Path set = Files.createFile(folder.resolve("lfw.bin"));
        assertTrue(AttributeTable.beside(set).isEmpty());
        Files.writeString(
                folder.resolve("lfw.attributes.csv"),
                "race, key ,identity\nx,0,p\nx,1,p\ny, 2 ,q\nz,3,p\nx,4,r\nx,5,s\n");
        AttributeTable table = AttributeTable.beside(set).orElseThrow();
        assertEquals(List.of("race"), table.attributes());
        assertEquals("y", table.value("2", "race"));
        assertEquals("", table.value("9", "race"));
        assertEquals("", table.value("2", "age"));
        NamedPairs pairs = new NamedPairs(set, List.of("a", "a", "b", "c", "d", "e", "f", "g"), false);
        PairUnits people = people(pairs, scores(pairs, 0, 1, 2), Optional.of(table));
        assertArrayEquals(new int[] {0, 1, 2}, people.first());
        assertArrayEquals(new int[] {0, 0, 3}, people.second(), "the table knows better than the pictures");
        assertEquals(
                7, people(pairs, scores(pairs, 0, 1, 2, 3), Optional.of(table)).units(), "a gap, so it is not taken");
    }

    @Test
    void malformedTablesAreToldByLine() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "image,race\n0,x\n");
        assertTrue(refusal(file).contains("t.csv:1: error: No column is named key"), refusal(file));
        Files.writeString(file, "key\trace\n0\tx\n1\n");
        assertTrue(refusal(file).contains("t.csv:3: error: There are 1 fields, and 2 columns"), refusal(file));
        Files.delete(file);
        assertTrue(refusal(file).contains("There is no such file"), refusal(file));
    }

    private static String refusal(Path file) {
        InputException refused = assertThrows(InputException.class, () -> AttributeTable.read(file));
        return refused.problems().get(0).toString();
    }
}
