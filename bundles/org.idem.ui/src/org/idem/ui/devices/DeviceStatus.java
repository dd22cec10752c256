package org.idem.ui.devices;

import java.util.Optional;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.menus.WorkbenchWindowControlContribution;
import org.idem.devices.DeviceList;
import org.idem.ui.widgets.UiUpdateQueue;

/** In the status line: what a training would compute on that leaves it open; all devices, when pointed at. */
public final class DeviceStatus extends WorkbenchWindowControlContribution {
    /** Id of the label, for those who look for it. */
    static final String ID = "org.idem.ui.devices.status";

    /** Room for a card with a long name; what is longer is shortened. */
    private static final String ROOM = "cuda:0 NVIDIA GeForce RTX 4090 Ti, 79.0 GiB free, and 7 more";

    private Runnable listening = () -> {};

    @Override
    protected Control createControl(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(8, 2).applyTo(area);
        Label label = new Label(area, SWT.NONE);
        label.setData(ID);
        label.setText(ROOM);
        int width = label.computeSize(SWT.DEFAULT, SWT.DEFAULT).x; // the line does not make room for what grows
        label.setText("");
        GridDataFactory.fillDefaults()
                .align(SWT.FILL, SWT.CENTER)
                .grab(true, true)
                .hint(width, SWT.DEFAULT)
                .applyTo(label);
        DevicesModel model = getWorkbenchWindow().getService(DevicesModel.class);
        UiUpdateQueue updates = getWorkbenchWindow().getService(UiUpdateQueue.class);
        Optional<DeviceList> seen = model.latest();
        seen.ifPresent(devices -> show(label, devices));
        listening = model.onLook(devices -> updates.runAsync(() -> show(label, devices)));
        if (seen.isEmpty()) {
            model.refresh();
        }
        return area;
    }

    private static void show(Label label, DeviceList devices) {
        if (label.isDisposed()) {
            return;
        }
        label.setToolTipText(DeviceTexts.all(devices));
        String shown = Dialog.shortenText(DeviceTexts.chosen(devices), label);
        if (!shown.equals(label.getText())) {
            label.setText(shown);
        }
    }

    @Override
    public void dispose() {
        listening.run();
        super.dispose();
    }
}
