package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.core.AtomicFiles;
import org.idem.ui.runs.RunsModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** File > Import > Runs…. */
@ExtendWith(LoggedErrors.class)
class ImportRunsTest {
    @TempDir
    Path folder;

    @Test
    void aTableBecomesARunInTheList() throws IOException {
        Workplace workplace = Workplace.open();
        Path table = Files.writeString(folder.resolve("earlier.csv"), "step,loss\n1,5\n2,4\n3,x\n");
        Dialogs.during(
                "Runs Imported",
                shell -> {
                    Dialogs.in(shell, Label.class, one -> one.getText()
                            .equals("One run was imported, with 2 values. Not readable: 1 values."));
                    Dialogs.press(shell, "OK");
                },
                () -> Dialogs.during(
                        "Import Runs",
                        shell -> {
                            Button run = Dialogs.button(shell, "Import");
                            assertFalse(run.isEnabled());
                            Text file = texts(shell)[1];
                            file.setText(table + "nothing");
                            assertFalse(run.isEnabled());
                            file.setText(table.toString());
                            Dialogs.press(shell, "Import");
                        },
                        () -> Commands.run(
                                Workplace.service(IHandlerService.class), "org.idem.ui.command.importRuns")));
        Pump.until(
                "the run is listed with its loss",
                () -> Screen.findVisible(Table.class, one -> Screen.rows(one).stream()
                                .anyMatch(row -> row.startsWith("Done | ") && row.contains("-earlier | 100 %")))
                        != null);
        AtomicFiles.deleteTree(workplace.run("earlier").path());
        RunsModel model = Workplace.service(RunsModel.class);
        Pump.until("it is gone", () -> model.rows().stream()
                .noneMatch(row -> row.run().name().endsWith("-earlier")));
    }

    private static Text[] texts(org.eclipse.swt.widgets.Shell shell) {
        java.util.List<Text> all = new java.util.ArrayList<>();
        Screen.find(shell, Text.class, one -> {
            if (one.isVisible() && (one.getStyle() & org.eclipse.swt.SWT.READ_ONLY) == 0) {
                all.add(one);
            }
            return false;
        });
        return all.toArray(Text[]::new);
    }
}
