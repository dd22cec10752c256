package org.idem.train.centers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassBlocksTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 31, 32, 33, 100, 1000, 4097, 100_003})
    void everyClassHasARowOfItsOwn(int classes) {
        ClassBlocks blocks = new ClassBlocks(classes, 5);
        BitSet rows = new BitSet();
        for (int id = 0; id < classes; id++) {
            int row = blocks.row(id);
            assertTrue(row >= 0 && row < classes, () -> "row " + row);
            assertEquals(id, blocks.id(row));
            rows.set(row);
        }
        assertEquals(classes, rows.cardinality());
        int[] all = blocks.ids(IntStream.range(0, blocks.count()).toArray());
        assertArrayEquals(IntStream.range(0, classes).toArray(), all);
    }

    @Test
    void aHundredMillionClassesAreSpreadAsWell() {
        ClassBlocks blocks = new ClassBlocks(100_000_000, 9);
        for (int id = 0; id < 100_000_000; id += 999_983) {
            assertEquals(id, blocks.id(blocks.row(id)));
        }
    }

    /** Neighbours by identity, such as children of one family, are no neighbours by row. */
    @Test
    void neighboursAreSpread() {
        ClassBlocks blocks = new ClassBlocks(10_000, 1);
        int together = 0;
        for (int id = 1; id < 10_000; id++) {
            together += blocks.block(id) == blocks.block(id - 1) ? 1 : 0;
        }
        assertTrue(together < 100, () -> "by chance 32 of them should be");
        double mean = IntStream.range(0, blocks.count())
                .mapToDouble(block ->
                        Arrays.stream(blocks.ids(new int[] {block})).average().orElseThrow())
                .map(average -> Math.abs(average - 5000))
                .average()
                .orElseThrow();
        assertEquals(10_000 / Math.sqrt(12 * 32) * Math.sqrt(2 / Math.PI), mean, 60);
    }

    @Test
    void anotherSeedGivesAnotherOrder() {
        ClassBlocks one = new ClassBlocks(1000, 1);
        ClassBlocks other = new ClassBlocks(1000, 2);
        long same = IntStream.range(0, 1000)
                .filter(id -> one.row(id) == other.row(id))
                .count();
        assertTrue(same < 10, () -> same + " rows are the same");
    }
}
