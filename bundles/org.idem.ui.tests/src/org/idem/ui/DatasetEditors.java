package org.idem.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Event;

/** Drives the tabs of a data set editor. UI thread only. */
final class DatasetEditors {
    private DatasetEditors() {}

    /** Brings the page with this title to the front, as a click on its tab does. */
    static void show(String title) {
        CTabFolder tabs = Pump.forValue(
                "the editor has a page " + title,
                () -> Screen.findVisible(CTabFolder.class, one -> item(one, title) != null));
        tabs.setSelection(item(tabs, title));
        Event event = new Event();
        event.item = item(tabs, title);
        tabs.notifyListeners(SWT.Selection, event);
    }

    private static CTabItem item(CTabFolder tabs, String title) {
        for (CTabItem item : tabs.getItems()) {
            if (item.getText().equals(title)) {
                return item;
            }
        }
        return null;
    }
}
