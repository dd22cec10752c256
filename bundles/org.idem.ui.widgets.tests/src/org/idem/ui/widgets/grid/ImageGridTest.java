package org.idem.ui.widgets.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.idem.ui.widgets.UiTest;
import org.junit.jupiter.api.Test;

class ImageGridTest extends UiTest {
    private static final int MILLION = 1_000_000;

    private ImageGrid openGrid(int size) {
        ImageGrid grid = new ImageGrid(shell, updates);
        grid.setModel(new FakeImages(size));
        open();
        untilFilled(grid);
        return grid;
    }

    private void untilFilled(ImageGrid grid) {
        until("all visible tiles have come", () -> {
            for (int i = grid.firstVisible(); i < grid.endVisible(); i++) {
                boolean come = FakeImages.damaged(i)
                        ? grid.error(i) != null
                        : grid.tiles().cache().get(grid.model().key(i)) != null;
                if (!come) {
                    grid.update();
                    return false;
                }
            }
            return grid.endVisible() > 0;
        });
    }

    @Test
    void aMillionImagesCostWhatTheVisibleOnesCost() {
        ImageGrid grid = openGrid(MILLION);
        int visible = grid.endVisible() - grid.firstVisible();
        assertTrue(visible < 60, visible + " tiles in view");
        assertEquals(visible, grid.tiles().loader().loads());
        assertTrue(grid.tiles().cache().alive() <= visible);
        grid.goTo(MILLION - 1);
        untilFilled(grid);
        assertEquals(MILLION, grid.endVisible());
        assertTrue(
                grid.tiles().loader().loads() <= 3L * visible,
                "loads " + grid.tiles().loader().loads());
        assertTrue(pixelsOf(picture(grid), new Color(0xC0, 0x20, 0x40)) > 10 * FakeImages.SIDE * FakeImages.SIDE);
    }

    @Test
    void closingLeavesNoImages() {
        ImageGrid grid = openGrid(5000);
        for (int page = 0; page < 5; page++) {
            key(grid, SWT.PAGE_DOWN, 0);
            untilFilled(grid);
        }
        ImageCache cache = grid.tiles().cache();
        assertTrue(cache.alive() > 0);
        grid.dispose();
        assertEquals(0, cache.alive());
        assertTrue(cache.created() > 0);
    }

    @Test
    void keysMoveAndSelect() {
        ImageGrid grid = openGrid(1000);
        List<BitSet> told = new ArrayList<>();
        grid.addSelectionListener(() -> told.add(grid.selection()));
        int columns = grid.geometry().columns();
        key(grid, SWT.HOME, 0);
        key(grid, SWT.ARROW_RIGHT, 0);
        key(grid, SWT.ARROW_DOWN, SWT.SHIFT);
        assertEquals(columns + 1, grid.focusIndex());
        assertEquals(columns + 1, grid.selection().cardinality());
        assertEquals(3, told.size());
        key(grid, SWT.END, SWT.MOD1);
        assertEquals(999, grid.focusIndex());
        assertEquals(columns + 1, grid.selection().cardinality());
        assertEquals(1000, grid.endVisible());
        key(grid, ' ', SWT.MOD1);
        assertTrue(grid.isSelected(999));
        key(grid, 'a', SWT.MOD1);
        assertEquals(1000, grid.selection().cardinality());
        key(grid, SWT.ESC, 0);
        assertEquals(0, grid.selection().cardinality());
    }

    @Test
    void clicksSelectAndDoubleClicksOpen() {
        ImageGrid grid = openGrid(1000);
        AtomicInteger opened = new AtomicInteger(-1);
        grid.addOpenListener(opened::set);
        Rectangle third = grid.geometry().bounds(2, grid.scroll());
        mouse(grid, SWT.MouseDown, third.x + 5, third.y + 5, 0);
        assertEquals(2, grid.selection().nextSetBit(0));
        Rectangle fourth = grid.geometry().bounds(3, grid.scroll());
        mouse(grid, SWT.MouseDown, fourth.x + 5, fourth.y + 5, SWT.MOD1);
        assertEquals(2, grid.selection().cardinality());
        mouse(grid, SWT.MouseDoubleClick, fourth.x + 5, fourth.y + 5, 0);
        assertEquals(3, opened.get());
        key(grid, SWT.CR, 0);
        assertEquals(3, opened.get());
        mouse(grid, SWT.MouseDown, 1, 1, 0);
        assertEquals(0, grid.selection().cardinality());
    }

    @Test
    void aDamagedImageSaysWhatIsWrong() {
        ImageGrid grid = openGrid(100);
        assertEquals(FakeImages.DAMAGE, grid.error(7));
        Rectangle tile = grid.geometry().bounds(7, grid.scroll());
        mouse(grid, SWT.MouseMove, tile.x + 5, tile.y + 5, 0);
        assertEquals("image 7: " + FakeImages.DAMAGE, grid.getToolTipText());
        grid.select(7, GridSelection.Mode.SINGLE);
        assertEquals("100 images, Identity 0 image 7, damaged: " + FakeImages.DAMAGE, GridAccessibility.all(grid));
    }

    @Test
    void anotherOrderOfTheSameImagesReadsNoneAgain() {
        ImageGrid grid = openGrid(60);
        untilFilled(grid);
        long loads = grid.tiles().loader().loads();
        grid.setModel(new FakeImages(20));
        untilFilled(grid);
        assertEquals(loads, grid.tiles().loader().loads());
        grid.refresh();
        untilFilled(grid);
        assertTrue(grid.tiles().loader().loads() > loads);
    }

    @Test
    void theWheelChangesTheSizeOfTilesAroundTheFocus() {
        ImageGrid grid = openGrid(MILLION);
        grid.goTo(500_000);
        int before = grid.tileSize();
        wheel(grid, 50, 50, 3, SWT.MOD1);
        assertTrue(grid.tileSize() > before);
        for (int i = 0; i < 12; i++) {
            key(grid, '-', 0);
        }
        assertTrue(grid.tileSize() < before);
        assertTrue(grid.firstVisible() <= 500_000 && grid.endVisible() > 500_000);
        assertTrue(grid.endVisible() - grid.firstVisible() > 100);
    }

    @Test
    void theRulerLeadsAnywhere() {
        shell.setLayout(new GridLayout(2, false));
        ImageGrid grid = new ImageGrid(shell, updates);
        grid.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        GridRuler ruler = new GridRuler(shell, grid);
        ruler.setLayoutData(new GridData(SWT.FILL, SWT.FILL, false, true));
        grid.setModel(new FakeImages(MILLION));
        open();
        mouse(ruler, SWT.MouseDown, 5, ruler.getSize().y / 2, 0);
        assertEquals(500_000, grid.firstVisible(), 5_000);
        mouse(ruler, SWT.MouseMove, 5, 5, 0);
        assertNotNull(ruler.getToolTipText());
        assertTrue(ruler.getToolTipText().startsWith("Identity "));
        mouse(ruler, SWT.MouseDown, 5, ruler.getSize().y, 0);
        assertEquals(MILLION, grid.endVisible());
    }

    @Test
    void anEmptyGridTakesEverything() {
        ImageGrid grid = new ImageGrid(shell, updates);
        open();
        key(grid, SWT.END, 0);
        key(grid, ' ', 0);
        grid.goTo(5);
        mouse(grid, SWT.MouseDown, 50, 50, 0);
        wheel(grid, 50, 50, 1, SWT.MOD1);
        assertEquals(-1, grid.focusIndex());
        assertEquals(0, grid.tiles().loader().loads());
    }
}
