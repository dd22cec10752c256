package org.idem.ui.widgets.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.graphics.Rectangle;
import org.junit.jupiter.api.Test;

class GridGeometryTest {
    @Test
    void aTileOfTwoPicturesIsNeverSplitOverRows() {
        for (int width = 250; width < 900; width += 37) {
            GridGeometry pairs = new GridGeometry(40, 100, 200, 16, width, 400);
            for (int i = 0; i < 40; i++) {
                var bounds = pairs.bounds(i, 0);
                assertEquals(200, bounds.width);
                assertEquals(116, bounds.height);
                assertTrue(bounds.x + bounds.width <= Math.max(width, 208), "pair " + i + " at width " + width);
                assertEquals(i, pairs.indexAt(bounds.x + 199, bounds.y + 1, 0));
            }
        }
    }

    private final GridGeometry grid = new GridGeometry(1_000_000, 112, 20, 1100, 700);

    @Test
    void tilesFillTheWidth() {
        assertEquals(9, grid.columns());
        assertEquals(111_112, grid.rows());
        assertEquals(1, new GridGeometry(5, 112, 20, 40, 700).columns());
        assertEquals(0, new GridGeometry(0, 112, 20, 1100, 700).rows());
    }

    @Test
    void everyVisibleTileIsFoundWhereItIs() {
        long scroll = 7_654_321;
        for (int i = grid.firstVisible(scroll); i < grid.endVisible(scroll); i++) {
            Rectangle bounds = grid.bounds(i, scroll);
            assertEquals(i, grid.indexAt(bounds.x, bounds.y, scroll));
            assertEquals(i, grid.indexAt(bounds.x + bounds.width - 1, bounds.y + bounds.height - 1, scroll));
            assertEquals(-1, grid.indexAt(bounds.x + bounds.width, bounds.y, scroll));
            assertEquals(-1, grid.indexAt(bounds.x, bounds.y + bounds.height, scroll));
        }
    }

    @Test
    void theVisibleRangeIsWhatIntersectsTheArea() {
        for (long scroll = 0; scroll < 2000; scroll += 7) {
            int first = grid.firstVisible(scroll);
            int end = grid.endVisible(scroll);
            assertTrue(first == 0 || grid.bounds(first - 1, scroll).y + 132 <= 0, "before the first at " + scroll);
            assertTrue(grid.bounds(first, scroll).y + 132 > 0, "the first at " + scroll);
            assertTrue(grid.bounds(end - 1, scroll).y < 700, "the last at " + scroll);
            assertTrue(grid.bounds(end, scroll).y >= 700, "after the last at " + scroll);
        }
    }

    @Test
    void hundredsOfMillionsOfTilesAreHigherThanAnInt() {
        GridGeometry huge = new GridGeometry(300_000_000, 112, 20, 260, 700);
        assertEquals(2, huge.columns());
        assertEquals(150_000_000L * 140 + 8, huge.contentHeight());
        long bottom = huge.maxScroll();
        assertEquals(300_000_000, huge.endVisible(bottom));
        Rectangle last = huge.bounds(299_999_999, bottom);
        assertEquals(299_999_999, huge.indexAt(last.x, last.y, bottom));
    }

    @Test
    void revealScrollsNoFurtherThanNeeded() {
        assertEquals(140, grid.reveal(20, 140));
        assertEquals(0, grid.reveal(3, 140));
        long down = grid.reveal(500, 0);
        Rectangle bounds = grid.bounds(500, down);
        assertTrue(bounds.y >= 0 && bounds.y + bounds.height <= 700);
        assertTrue(grid.bounds(500, down - 140).y + bounds.height > 700);
        assertEquals(grid.maxScroll(), grid.reveal(999_999, 0));
    }
}
