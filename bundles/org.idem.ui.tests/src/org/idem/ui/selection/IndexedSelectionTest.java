package org.idem.ui.selection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A selection of millions makes no more elements than anybody may look at. */
class IndexedSelectionTest {
    @Test
    void ofMillionsTheFirstThousandAreSeen() {
        BitSet items = new BitSet();
        items.set(5, 5_000_000);
        AtomicInteger made = new AtomicInteger();
        IndexedSelection selection = new IndexedSelection(items, item -> {
            made.incrementAndGet();
            return item;
        });
        assertEquals(0, made.get());
        assertEquals(4_999_995, selection.all());
        assertEquals(IndexedSelection.MOST, selection.size());
        assertEquals(IndexedSelection.MOST, selection.toArray().length);
        assertEquals(IndexedSelection.MOST, made.get());
        assertEquals(5, selection.getFirstElement());
        assertEquals(6, selection.toList().get(1));
    }

    @Test
    void fewAreSeenWhole() {
        BitSet items = new BitSet();
        items.set(3);
        items.set(7);
        assertArrayEquals(new Object[] {3, 7}, new IndexedSelection(items, item -> item).toArray());
        IndexedSelection none = new IndexedSelection(new BitSet(), item -> item);
        assertTrue(none.isEmpty());
        assertNull(none.getFirstElement());
        assertEquals(List.of(), none.toList());
    }
}
