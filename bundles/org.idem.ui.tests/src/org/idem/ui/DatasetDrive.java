package org.idem.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.widgets.Stall;
import org.idem.ui.widgets.StallMonitor;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.grid.GridRuler;
import org.idem.ui.widgets.grid.ImageGrid;
import org.idem.ui.widgets.grid.PictureTable;

/**
 * Uses the data set editor as a person does, on a set of any size, and notes for each step how long the UI thread kept events
 * waiting at most. UI thread only.
 */
final class DatasetDrive {
    private static final Duration NOTED = Duration.ofMillis(20);
    private static final int SCROLLS = 20;

    private final Workplace workplace;
    private final Path set;
    private final int images;
    private final int identities;
    private final Duration watched;
    private final Map<String, List<Stall>> stalls = new LinkedHashMap<>();
    private List<Stall> step = new ArrayList<>();
    private ImageGrid grid;

    /**
     * Nothing is opened yet.
     *
     * @param watched how long a step is watched after it: what it makes the toolkit do may come later
     */
    DatasetDrive(Workplace workplace, Path set, int images, int identities, Duration watched) {
        this.workplace = workplace;
        this.set = set;
        this.images = images;
        this.identities = identities;
        this.watched = watched;
    }

    /** All steps, the second time in a workbench that has done them already; the editor is closed at the end. */
    void drive(String round) {
        watch();
        try (StallMonitor monitor = new StallMonitor(Display.getCurrent(), NOTED, stall -> step.add(stall))) {
            step(round + "open", this::open);
            step(round + "jump", () -> jump(Integer.toString(identities * 4 / 5)));
            step(round + "scroll", this::scroll);
            step(round + "scroll by the ruler", this::scrollByRuler);
            step(round + "select all", this::selectAll);
            step(round + "filter", this::filter);
            step(round + "sort", this::sort);
            step(round + "jump again", () -> jump(Integer.toString(identities / 3)));
            step(round + "identities", this::identities);
            step(round + "images of a person", this::openIdentity);
            step(round + "statistics", this::statistics);
            step(round + "images of a bar", this::openBar);
            step(round + "augmentation", this::augmentation);
            step(round + "alignment", this::alignment);
            step(round + "close", this::close);
        }
    }

    private void step(String name, Runnable action) {
        step = new ArrayList<>();
        stalls.put(name, step);
        action.run();
        turn();
        watch();
    }

    /** Lets the workbench go on with what it still has to do after a step. */
    private void watch() {
        long end = System.nanoTime() + watched.toNanos();
        Pump.until("the step was watched long enough", () -> System.nanoTime() >= end);
    }

    private void open() {
        PartOpener.open(workplace.page(), new DatasetInput(set), Ids.DATA_SET_EDITOR);
        grid = Pump.forValue(
                set + " is open",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == images));
        workplace.page().activate(workplace.page().getActiveEditor());
    }

    private void jump(String identity) {
        run("org.idem.ui.command.jumpInData");
        Text typed = Pump.forValue(
                "the popup is open",
                () -> Screen.findVisible(Text.class, one -> one.getMessage().equals("Identity, image number or key")));
        Table places = Screen.find(typed.getShell(), Table.class, one -> true);
        for (int length = 1; length <= identity.length(); length++) {
            typed.setText(identity.substring(0, length));
            String place = "Identity " + String.format(Locale.ROOT, "%,d", Integer.parseInt(typed.getText())) + " –";
            Pump.until(
                    place + " is offered",
                    () -> places.getItemCount() > 0
                            && places.getItem(0).getText().startsWith(place));
        }
        typed.notifyListeners(SWT.DefaultSelection, new Event());
        int label = Integer.parseInt(identity);
        Pump.until(
                "identity " + identity + " is in view",
                () -> grid.focusIndex() >= 0 && grid.model().group(grid.focusIndex()) == label);
        grid.setFocus();
    }

    private void scroll() {
        press(grid, SWT.END, 0);
        Pump.until("the end is in view", () -> grid.endVisible() == images);
        for (int i = 0; i < SCROLLS; i++) {
            press(grid, SWT.PAGE_UP, 0);
            turn();
        }
        press(grid, SWT.HOME, 0);
        Pump.until("the beginning is in view", () -> grid.firstVisible() == 0);
        for (int i = 0; i < SCROLLS; i++) {
            press(grid, SWT.PAGE_DOWN, SWT.SHIFT);
            turn();
        }
    }

    private void scrollByRuler() {
        GridRuler ruler = Screen.findVisible(GridRuler.class, one -> true);
        for (int i = 0; i <= SCROLLS; i++) {
            Event event = new Event();
            event.y = ruler.getSize().y * i / SCROLLS;
            event.button = 1;
            ruler.notifyListeners(SWT.MouseDown, event);
            turn();
        }
    }

    private static void turn() {
        boolean[] painted = {false};
        Workplace.service(UiUpdateQueue.class).postLatest(painted, () -> painted[0] = true);
        Pump.until("a frame was painted", () -> painted[0]);
    }

    private void selectAll() {
        press(grid, 'a', SWT.MOD1);
        turn();
        press(grid, SWT.ESC, 0);
        turn();
        press(grid, SWT.HOME, 0);
    }

    private void filter() {
        type("Identity", "1-" + (identities / 2));
        Pump.until(
                "half are shown",
                () -> grid.model().size() < images && grid.model().size() > 0);
        type("Key", "77");
        int half = grid.model().size();
        Pump.until("fewer are shown", () -> grid.model().size() < half);
        showAll();
        choose("Not excluded");
        showAll();
    }

    private void sort() {
        choose("Identity");
        choose("Largest file");
        turn();
        showAll();
    }

    private void showAll() {
        Dialogs.select(Screen.findVisible(Button.class, one -> one.getText().equals("Show All")));
        Pump.until("all are shown", () -> grid.model().size() == images);
    }

    private static void type(String field, String words) {
        Screen.findVisible(Text.class, one -> one.getMessage().equals(field)).setText(words);
    }

    private static void choose(String words) {
        Combo combo = Screen.findVisible(Combo.class, one -> one.indexOf(words) >= 0);
        combo.select(combo.indexOf(words));
        Dialogs.select(combo);
        turn();
    }

    private void identities() {
        DatasetEditors.show("Identities");
        PictureTable table = table();
        press(table, SWT.END, 0);
        turn();
        table.sortBy(1);
        turn();
        Pump.until("the people are in order", () -> table().model() != null);
        press(table, SWT.HOME, 0);
        turn();
    }

    private PictureTable table() {
        return Pump.forValue(
                "all people are there",
                () -> Screen.findVisible(
                        PictureTable.class,
                        one -> one.model() != null && one.model().size() == identities));
    }

    private void openIdentity() {
        press(table(), SWT.CR, 0);
        Pump.until("one person is shown", () -> grid.isVisible() && grid.model().size() < images);
        showAll();
    }

    private void statistics() {
        DatasetEditors.show("Statistics");
        Pump.until(
                "something was measured",
                () -> visible(Link.class, one -> one.getText().matches("(?s)(All )?[\\d,]+ images.*")));
        Pump.until("the bars are there", () -> bars() != null);
    }

    private static Table bars() {
        return Screen.findVisible(Table.class, one -> one.getColumnCount() == 3 && one.getItemCount() > 0);
    }

    private void openBar() {
        Table bars = bars();
        bars.select(0);
        bars.notifyListeners(SWT.Selection, new Event());
        bars.notifyListeners(SWT.DefaultSelection, new Event());
        Pump.until("the bar's images are shown", grid::isVisible);
        turn();
        Pump.until(
                "they are counted",
                () -> visible(Link.class, one -> one.getText().startsWith("Images per identity")));
        showAll();
    }

    private void augmentation() {
        DatasetEditors.show("Augmentation");
        turn();
        DatasetEditors.show("Images");
    }

    private void alignment() {
        DatasetEditors.show("Alignment");
        Pump.until(
                "the mean face is there",
                () -> visible(Label.class, one -> one.getText().contains(": mean of ")));
        DatasetEditors.show("Images");
    }

    private void close() {
        workplace.page().closeAllEditors(false);
        Pump.until("it is closed", () -> workplace.page().getEditorReferences().length == 0);
    }

    private static <T extends Control> boolean visible(Class<T> type, Predicate<T> fits) {
        return Screen.findVisible(type, fits) != null;
    }

    private void run(String command) {
        Pump.until(command + " is on", () -> Workplace.isOn(command));
        Commands.run(workplace.page().getWorkbenchWindow().getService(IHandlerService.class), command);
    }

    private static void press(Control control, int keyCode, int modifiers) {
        Event event = new Event();
        event.keyCode = keyCode;
        event.stateMask = modifiers;
        control.notifyListeners(SWT.KeyDown, event);
    }

    /** For each step its longest time without a turn of the event loop, and the one in which the UI thread computed longest. */
    List<String> lines() {
        return stalls.entrySet().stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "%-28s %5d ms, computed %5d ms",
                        one.getKey(),
                        longest(one.getValue(), Stall::wall),
                        longest(one.getValue(), Stall::processor)))
                .toList();
    }

    private static long longest(List<Stall> of, Function<Stall, Duration> time) {
        return of.stream().map(time).mapToLong(Duration::toMillis).max().orElse(0);
    }

    /** What kept the UI thread computing for longer than {@code limit}, in words that begin with the step. */
    List<String> beyond(Duration limit) {
        return stalls.entrySet().stream()
                .flatMap(one -> one.getValue().stream()
                        .filter(stall -> stall.processor().compareTo(limit) > 0)
                        .map(stall -> one.getKey() + ": " + stall.describe()))
                .toList();
    }
}
