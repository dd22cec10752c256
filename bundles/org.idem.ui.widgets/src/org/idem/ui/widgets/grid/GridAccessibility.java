package org.idem.ui.widgets.grid;

import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;

/** A grid as a screen reader meets it: a list that tells its size and its focused item. */
final class GridAccessibility {
    private GridAccessibility() {}

    static void install(ImageGrid grid) {
        grid.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = event.childID == ACC.CHILDID_SELF ? all(grid) : item(grid, event.childID);
            }
        });
        grid.getAccessible().addAccessibleControlListener(new Items(grid));
    }

    static String all(ImageGrid grid) {
        int focus = grid.focusIndex();
        String count = grid.model().size() + " images";
        return focus < 0 ? count : count + ", " + item(grid, focus);
    }

    private static String item(ImageGrid grid, int index) {
        if (index < 0 || index >= grid.model().size()) {
            return "";
        }
        String error = grid.error(index);
        String group = grid.model().groupLabel(index);
        String label = grid.model().label(index);
        String name = group.isEmpty() ? label : group + " " + label;
        return error == null ? name : name + ", damaged: " + error;
    }

    private static final class Items extends AccessibleControlAdapter {
        private final ImageGrid grid;

        Items(ImageGrid grid) {
            this.grid = grid;
        }

        @Override
        public void getChildCount(AccessibleControlEvent event) {
            event.detail = grid.model().size();
        }

        @Override
        public void getChildAtPoint(AccessibleControlEvent event) {
            Point at = grid.toControl(event.x, event.y);
            int index = grid.indexAt(at.x, at.y);
            event.childID = index >= 0 ? index : ACC.CHILDID_SELF;
        }

        @Override
        public void getFocus(AccessibleControlEvent event) {
            event.childID = grid.focusIndex() >= 0 ? grid.focusIndex() : ACC.CHILDID_SELF;
        }

        @Override
        public void getSelection(AccessibleControlEvent event) {
            int first = grid.selection().nextSetBit(0);
            event.childID = first >= 0 ? first : ACC.CHILDID_NONE;
        }

        @Override
        public void getRole(AccessibleControlEvent event) {
            event.detail = event.childID == ACC.CHILDID_SELF ? ACC.ROLE_LIST : ACC.ROLE_LISTITEM;
        }

        @Override
        public void getState(AccessibleControlEvent event) {
            event.detail = ACC.STATE_FOCUSABLE | ACC.STATE_SELECTABLE | ACC.STATE_MULTISELECTABLE;
            if (event.childID >= 0) {
                event.detail |= grid.isSelected(event.childID) ? ACC.STATE_SELECTED : 0;
                event.detail |= grid.focusIndex() == event.childID ? ACC.STATE_FOCUSED : 0;
            }
        }

        @Override
        public void getLocation(AccessibleControlEvent event) {
            Rectangle bounds =
                    event.childID < 0 ? grid.getClientArea() : grid.geometry().bounds(event.childID, grid.scroll());
            Point display = grid.toDisplay(bounds.x, bounds.y);
            event.x = display.x;
            event.y = display.y;
            event.width = bounds.width;
            event.height = bounds.height;
        }
    }
}
