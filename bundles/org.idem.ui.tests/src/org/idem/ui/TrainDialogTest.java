package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;
import org.idem.launch.TrainChoice;
import org.idem.ui.dialogs.TrainDialog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The dialog that asks what a training is to compute on. */
@ExtendWith(LoggedErrors.class)
class TrainDialogTest {
    private static final long GIB = 1L << 30;
    private static final ComputeDevice CPU = new ComputeDevice("cpu", "A processor, 2 threads", GIB, GIB, null, null);

    @TempDir
    Path folder;

    private TrainDialog dialog;

    @AfterEach
    void close() {
        dialog.close();
    }

    private static ComputeDevice card(int number, String reason) {
        return new ComputeDevice("cuda:" + number, "NVIDIA H100", 80 * GIB, 79 * GIB, "570", reason);
    }

    private void open(ComputeDevice... devices) {
        dialog = new TrainDialog(null, "quickstart.yaml", new DeviceList(List.of(devices), List.of()));
        dialog.setBlockOnOpen(false);
        dialog.open();
        Dialogs.inspect(dialog.getShell());
    }

    private Combo device() {
        return Dialogs.in(dialog.getShell(), Combo.class, combo -> true);
    }

    private Spinner workers() {
        return spinner("Each takes");
    }

    private Spinner spinner(String hint) {
        return Dialogs.in(
                dialog.getShell(),
                Spinner.class,
                one -> one.getToolTipText() != null && one.getToolTipText().startsWith(hint));
    }

    private Button train() {
        return Dialogs.button(dialog.getShell(), "Train");
    }

    private List<String> choose(int line, int count) {
        device().select(line);
        Dialogs.select(device());
        if (workers().isEnabled()) {
            workers().setSelection(count);
        }
        Dialogs.press(train());
        return dialog.choice().overrides();
    }

    @Test
    void itOffersTheDevicesOfTheMachine() {
        open(CPU, card(0, "full: 1 MiB is free"), card(1, null), card(2, null));
        assertEquals(
                List.of(
                        "As the config says",
                        "A processor, 2 threads",
                        "cuda:0 NVIDIA H100, 79.0 GiB free",
                        "cuda:1 NVIDIA H100, 79.0 GiB free",
                        "cuda:2 NVIDIA H100, 79.0 GiB free",
                        "All 2 cards, a worker on each"),
                Arrays.asList(device().getItems()));
        assertEquals("Train quickstart.yaml", dialog.getShell().getText());
        assertFalse(workers().isEnabled(), "the config says how many");
        assertEquals(List.of(), choose(0, 1));
    }

    @Test
    void whatACardCannotIsSaid() {
        open(CPU, card(0, "full: 1 MiB is free"), card(1, null));
        device().select(2);
        Dialogs.select(device());
        assertFalse(train().isEnabled());
        assertEquals("cuda:0 cannot be used: full: 1 MiB is free", dialog.getErrorMessage());
        device().select(3);
        Dialogs.select(device());
        assertTrue(train().isEnabled());
        assertEquals(List.of("Global.device=gpu", "Global.devices=[1, 1]"), choose(3, 2));
    }

    @Test
    void allCardsAreThoseThatCanBeUsed() {
        open(CPU, card(0, null), card(1, "busy"), card(2, null));
        assertEquals(List.of("Global.device=gpu", "Global.devices=[0, 2]"), choose(5, 1));
    }

    @Test
    void theProcessorTakesAnyNumberOfWorkers() {
        open(CPU);
        assertEquals(2, device().getItemCount());
        assertEquals(List.of("Global.device=cpu", "Global.devices=3"), choose(1, 3));
    }

    @Test
    void processesAreAsManyAsAreAskedForOrTheirMachinesHaveSlots() throws IOException {
        open(CPU);
        Spinner processes = spinner("Each has");
        processes.setSelection(4);
        Dialogs.press(train());
        assertEquals(new TrainChoice(List.of(), 4, null), dialog.choice());

        open(CPU);
        Text machines = Dialogs.in(
                dialog.getShell(), Text.class, one -> one.getMessage().startsWith("this one"));
        machines.setText(folder.resolve("hosts").toString());
        assertEquals("Machines: there is no file " + folder.resolve("hosts"), dialog.getErrorMessage());
        Path hosts = Files.writeString(folder.resolve("machines.txt"), "node1 slots=2");
        machines.setText(hosts.toString());
        assertFalse(spinner("Each has").isEnabled(), "the slots say how many");
        Dialogs.press(train());
        assertEquals(new TrainChoice(List.of(), null, hosts), dialog.choice());
    }

    @Test
    void withoutAnythingChosenItIsAsTheConfigSays() {
        open(CPU);
        Dialogs.press(train());
        assertEquals(TrainChoice.AS_CONFIGURED, dialog.choice());
    }
}
