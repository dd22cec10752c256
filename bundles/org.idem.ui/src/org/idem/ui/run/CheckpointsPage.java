package org.idem.ui.run;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.core.Units;
import org.idem.run.CheckpointInfo;
import org.idem.ui.icons.Icons;
import org.idem.ui.widgets.table.RecordTable;

/** The checkpoints that can be resumed, verified and exported. */
final class CheckpointsPage implements RunPage {
    private final RecordTable<CheckpointInfo> table;

    CheckpointsPage(Composite parent) {
        table = new RecordTable<CheckpointInfo>(parent)
                .column("Step", 120, SWT.LEAD, one -> Units.count(one.step()), one -> Icons.CHECKPOINT.descriptor())
                .column("Saved", 180, SWT.LEAD, one -> TIME.format(one.when()))
                .column("Folder", 480, SWT.LEAD, one -> one.path().toString());
    }

    @Override
    public String title() {
        return "Checkpoints";
    }

    @Override
    public Control control() {
        return table.control();
    }

    @Override
    public void show(RunSnapshot snapshot) {
        table.show(snapshot.checkpoints());
    }
}
