package org.idem.ui.widgets.grid;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.idem.ui.widgets.grid.GridSelection.Mode;

/** Mouse and keys of a grid. */
final class GridInput {
    private final ImageGrid grid;

    private GridInput(ImageGrid grid) {
        this.grid = grid;
    }

    static void install(ImageGrid grid) {
        GridInput input = new GridInput(grid);
        grid.addListener(SWT.MouseDown, input::press);
        grid.addListener(SWT.MouseDoubleClick, input::doubleClick);
        grid.addListener(SWT.MouseVerticalWheel, input::wheel);
        grid.addListener(SWT.KeyDown, input::key);
        grid.addListener(SWT.MouseMove, input::hover);
        grid.addListener(
                SWT.Traverse,
                event -> event.doit =
                        event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
    }

    private void press(Event event) {
        grid.forceFocus();
        int index = grid.indexAt(event.x, event.y);
        boolean keeps = event.button != 1 && index >= 0 && grid.isSelected(index);
        if (keeps) {
            return;
        }
        if (index >= 0) {
            grid.select(index, mode(event.stateMask, Mode.TOGGLE));
        } else if ((event.stateMask & SWT.MODIFIER_MASK) == 0) {
            grid.selectNone();
        }
    }

    private static Mode mode(int stateMask, Mode withControl) {
        if ((stateMask & SWT.SHIFT) != 0) {
            return Mode.RANGE;
        }
        return (stateMask & SWT.MOD1) != 0 ? withControl : Mode.SINGLE;
    }

    private void doubleClick(Event event) {
        int index = grid.indexAt(event.x, event.y);
        if (index >= 0) {
            grid.open(index);
        }
    }

    private void wheel(Event event) {
        if ((event.stateMask & SWT.MOD1) != 0) {
            grid.zoom(event.count > 0);
            event.doit = false;
        }
    }

    /** The whole message of an error, since a small tile shows its beginning alone. */
    private void hover(Event event) {
        int index = grid.indexAt(event.x, event.y);
        String error = index < 0 ? null : grid.error(index);
        String shown = error == null ? null : grid.model().label(index) + ": " + error;
        if (shown == null ? grid.getToolTipText() != null : !shown.equals(grid.getToolTipText())) {
            grid.setToolTipText(shown);
        }
    }

    private void key(Event event) {
        int target = GridKeys.target(event.keyCode, grid.focusIndex(), grid.geometry());
        if (target >= 0) {
            grid.select(target, mode(event.stateMask, Mode.FOCUS));
            return;
        }
        boolean control = (event.stateMask & SWT.MOD1) != 0;
        switch (event.keyCode) {
            case ' ' -> onFocus(() -> grid.select(grid.focusIndex(), control ? Mode.TOGGLE : Mode.SINGLE));
            case SWT.CR, SWT.KEYPAD_CR -> onFocus(() -> grid.open(grid.focusIndex()));
            case SWT.ESC -> grid.selectNone();
            case 'a' -> whenControl(control);
            case '+', '=', SWT.KEYPAD_ADD -> grid.zoom(true);
            case '-', SWT.KEYPAD_SUBTRACT -> grid.zoom(false);
            default -> {
                // not ours
            }
        }
    }

    private void whenControl(boolean control) {
        if (control) {
            grid.selectAll();
        }
    }

    private void onFocus(Runnable action) {
        if (grid.focusIndex() >= 0) {
            action.run();
        }
    }
}
