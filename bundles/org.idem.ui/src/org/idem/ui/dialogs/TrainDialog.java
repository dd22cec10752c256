package org.idem.ui.dialogs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;
import org.idem.launch.TrainChoice;
import org.idem.ui.devices.DeviceTexts;

/** Asks what a training is to compute on: device and workers, processes and machines. */
public final class TrainDialog extends WorkDialog {
    private static final int MOST_WORKERS = 64;
    private static final int MOST_PROCESSES = 4096;

    /** A line of the choice: the words, what stands against it or null, and the config's keys for a number of workers. */
    private record Choice(String words, String problem, boolean counts, Overrides overrides) {}

    /** What a choice says to the config. */
    @FunctionalInterface
    private interface Overrides {
        List<String> of(int workers);
    }

    private final List<Choice> choices;
    private Combo device;
    private Spinner workers;
    private Spinner processes;
    private Text machines;
    private TrainChoice choice = TrainChoice.AS_CONFIGURED;

    /** A dialog for one config on the devices of this machine. */
    public TrainDialog(Shell shell, String config, DeviceList devices) {
        super(
                shell,
                "Train " + config,
                "Chooses what this training computes on, whatever its config says. A config that leaves it open would"
                        + " take "
                        + DeviceTexts.chosen(devices) + ".",
                "&Train");
        this.choices = choices(devices);
    }

    private static List<Choice> choices(DeviceList devices) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("As the config says", null, false, workers -> List.of()));
        List<ComputeDevice> cards = devices.cards();
        for (ComputeDevice each : devices.devices()) {
            choices.add(
                    each.isCard()
                            ? ofCard(each, cards.indexOf(each))
                            : new Choice(DeviceTexts.of(each), null, true, TrainDialog::ofProcessor));
        }
        List<Integer> usable = IntStream.range(0, cards.size())
                .filter(card -> cards.get(card).usable())
                .boxed()
                .toList();
        if (usable.size() > 1) {
            choices.add(new Choice(
                    "All " + usable.size() + " cards, a worker on each", null, false, workers -> onCards(usable)));
        }
        return choices;
    }

    private static Choice ofCard(ComputeDevice card, int number) {
        String problem = card.usable() ? null : card.id() + " cannot be used: " + card.reason();
        return new Choice(
                DeviceTexts.of(card), problem, true, workers -> onCards(Collections.nCopies(workers, number)));
    }

    private static List<String> ofProcessor(int workers) {
        return List.of("Global.device=cpu", "Global.devices=" + workers);
    }

    private static List<String> onCards(List<Integer> cards) {
        return List.of("Global.device=gpu", "Global.devices=" + cards);
    }

    @Override
    void createFields() {
        device = choice("&Device", choices.stream().map(Choice::words).toArray(String[]::new));
        device.addListener(SWT.Selection, event -> {
            workers.setEnabled(chosen().counts());
            validate();
        });
        workers = number("&Workers", 1, 1, MOST_WORKERS);
        workers.setToolTipText("Each takes its own batch; several on one card share its memory");
        workers.setEnabled(false);
        processes = number("&Processes", 1, 1, MOST_PROCESSES);
        processes.setToolTipText(
                "Each has the workers above; with a host file there is one for each slot of its machines");
        machines = path("&Machines", "", this::browse);
        machines.setMessage("this one, or those of a host file of Open MPI");
        machines.addListener(
                SWT.Modify, event -> processes.setEnabled(machines().isEmpty()));
    }

    private void browse(Text field) {
        String file = new FileDialog(getShell(), SWT.OPEN).open();
        if (file != null) {
            field.setText(file);
        }
    }

    private Choice chosen() {
        return choices.get(Math.max(0, device.getSelectionIndex()));
    }

    @Override
    String problem() {
        String problem = chosen().problem();
        return problem == null && !machines().isEmpty() && !Files.isRegularFile(Path.of(machines()))
                ? "Machines: there is no file " + machines()
                : problem;
    }

    @Override
    void keep() {
        choice = new TrainChoice(
                chosen().overrides().of(workers.getSelection()),
                !machines().isEmpty() || processes.getSelection() == 1 ? null : processes.getSelection(),
                machines().isEmpty() ? null : Path.of(machines()));
    }

    private String machines() {
        return machines.getText().strip();
    }

    /** What was chosen, once the dialog was confirmed. */
    public TrainChoice choice() {
        return choice;
    }
}
