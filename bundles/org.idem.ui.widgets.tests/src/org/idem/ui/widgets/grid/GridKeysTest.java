package org.idem.ui.widgets.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.eclipse.swt.SWT;
import org.idem.ui.widgets.grid.GridSelection.Mode;
import org.junit.jupiter.api.Test;

class GridKeysTest {
    /** 9 columns and 4 whole rows in view; 103 items leave 4 in the last row. */
    private final GridGeometry grid = new GridGeometry(103, 112, 20, 1100, 700);

    @Test
    void arrowsStayInside() {
        assertEquals(0, GridKeys.target(SWT.ARROW_LEFT, 0, grid));
        assertEquals(9, GridKeys.target(SWT.ARROW_RIGHT, 8, grid));
        assertEquals(3, GridKeys.target(SWT.ARROW_UP, 3, grid));
        assertEquals(17, GridKeys.target(SWT.ARROW_DOWN, 8, grid));
        assertEquals(102, GridKeys.target(SWT.ARROW_RIGHT, 102, grid));
        assertEquals(102, GridKeys.target(SWT.ARROW_DOWN, 102, grid));
    }

    @Test
    void downIntoAShorterLastRowEndsAtTheLastItem() {
        assertEquals(102, GridKeys.target(SWT.ARROW_DOWN, 97, grid));
    }

    @Test
    void pagesAndEnds() {
        assertEquals(0, GridKeys.target(SWT.HOME, 50, grid));
        assertEquals(102, GridKeys.target(SWT.END, 50, grid));
        assertEquals(41, GridKeys.target(SWT.PAGE_DOWN, 5, grid));
        assertEquals(5, GridKeys.target(SWT.PAGE_UP, 32, grid));
        assertEquals(102, GridKeys.target(SWT.PAGE_DOWN, 98, grid));
    }

    @Test
    void otherKeysAndEmptyGridsDoNotMove() {
        assertEquals(-1, GridKeys.target('x', 5, grid));
        assertEquals(-1, GridKeys.target(SWT.HOME, -1, new GridGeometry(0, 112, 20, 1100, 700)));
        assertEquals(0, GridKeys.target(SWT.ARROW_DOWN, -1, grid));
    }

    @Test
    void rangesGrowFromTheAnchorInBothDirections() {
        GridSelection selection = new GridSelection();
        selection.to(10, Mode.SINGLE);
        selection.to(14, Mode.RANGE);
        assertEquals(5, selection.count());
        selection.to(7, Mode.RANGE);
        assertEquals(bits(7, 11), selection.bits());
        selection.to(30, Mode.FOCUS);
        assertEquals(bits(7, 11), selection.bits());
        selection.to(30, Mode.TOGGLE);
        assertTrue(selection.contains(30));
        selection.to(30, Mode.TOGGLE);
        assertFalse(selection.contains(30));
    }

    @Test
    void aSmallerModelForgetsWhatIsBeyond() {
        GridSelection selection = new GridSelection();
        selection.to(3, Mode.SINGLE);
        selection.to(90, Mode.TOGGLE);
        selection.shrink(50);
        assertEquals(bits(3, 4), selection.bits());
        assertEquals(49, selection.focus());
    }

    private static BitSet bits(int from, int to) {
        BitSet bits = new BitSet();
        bits.set(from, to);
        return bits;
    }
}
