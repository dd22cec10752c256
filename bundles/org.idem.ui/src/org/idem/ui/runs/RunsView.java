package org.idem.ui.runs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.operations.UndoRedoActionGroup;
import org.eclipse.ui.part.ViewPart;
import org.idem.core.Units;
import org.idem.ui.Commands;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.runs.RunTableArranger.Arrangement;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.table.LineColumn;
import org.idem.ui.widgets.table.TableExport;
import org.idem.ui.widgets.table.VirtualTable;

/** All runs of the folder with their live status, filtered, sorted and grouped; double-click opens one. */
public final class RunsView extends ViewPart {
    /** Stands behind the word of a run in which something happened since one looked at it. */
    private static final String UNSEEN = " ●";

    private final StackLayout stack = new StackLayout();
    private RunsModel model;
    private RunTableArranger arranger;
    private Composite body;
    private FilterBox filter;
    private VirtualTable<RunLine> table;
    private EmptyStatePane empty;
    private Runnable stopListening = () -> {};
    private Runnable stopFollowing = () -> {};
    private Runnable stopMarking = () -> {};
    private UnseenRuns unseen;

    @Override
    public void createPartControl(Composite parent) {
        parent.setLayout(stack);
        model = getSite().getService(RunsModel.class);
        WorkFolder folder = getSite().getService(WorkFolder.class);
        UiUpdateQueue updates = getSite().getService(UiUpdateQueue.class);
        arranger = new RunTableArranger(model, folder, now -> updates.postLatest(this, () -> show(now)));
        createEmpty(parent);
        createBody(parent);
        stack.topControl = body;
        MenuManager menu = new MenuManager();
        table.control().setMenu(menu.createContextMenu(table.control()));
        getSite().registerContextMenu(menu, table);
        getSite().setSelectionProvider(table);
        TableExport export = new TableExport(table.control(), updates, "runs", table::text);
        new RunsViewMenu(arranger, model, export).fill(getViewSite().getActionBars());
        IUndoContext undo = RunOperation.CONTEXT;
        new UndoRedoActionGroup(getSite(), undo, true)
                .fillActionBars(getViewSite().getActionBars());
        unseen = getSite().getService(UnseenRuns.class);
        stopMarking = unseen.onChange(table::refresh);
        stopListening = model.onChange(arranger::refresh);
        stopFollowing = folder.onChange(path -> arranger.forget());
        arranger.refresh();
    }

    private void createEmpty(Composite parent) {
        empty = new EmptyStatePane(parent)
                .show(
                        null,
                        "No runs yet. Open a config and choose Run > Train, or begin with drawn faces and a small"
                                + " network.",
                        "Train the quickstart",
                        () -> run(Commands.QUICKSTART));
    }

    private void createBody(Composite parent) {
        body = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(body);
        filter = new FilterBox(body, text -> arranger.setFilter(text));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter.control());
        table = new VirtualTable<>(body, RunLine::key);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
        table.setToolTip(RunsView::toolTip);
        table.onOpen(this::open);
        table.onHeader(this::sort);
        table.onArranged(this::arranged);
    }

    private static String toolTip(RunLine line) {
        if (!(line instanceof RunRow row)) {
            return null;
        }
        String note = row.labels().note();
        String message = row.status().message();
        return note.isEmpty() ? message : message.isEmpty() ? note : message + "\n\n" + note;
    }

    private void open(RunLine line) {
        if (line instanceof GroupLine group) {
            arranger.toggle(group.title());
        } else {
            run(Commands.OPEN_RUN);
        }
    }

    /** Up, down, and back to the newest first. */
    private void sort(String column) {
        RunTableSettings now = arranger.settings();
        if (!now.sort().equals(column)) {
            arranger.setSettings(now.sortedBy(column, false));
        } else if (!now.descending()) {
            arranger.setSettings(now.sortedBy(column, true));
        } else {
            arranger.setSettings(now.sortedBy("", false));
        }
    }

    private void arranged() {
        Map<String, Integer> now = table.arrangement();
        RunTableSettings settings = arranger.settings();
        boolean moved = !List.copyOf(now.keySet()).equals(shownIds);
        RunTableSettings changed = settings.withWidths(now);
        arranger.setSettings(moved ? changed.withColumns(List.copyOf(now.keySet())) : changed);
    }

    private List<String> shownIds = List.of();

    @Override
    public void setFocus() {
        (stack.topControl == empty ? empty : table.control()).setFocus();
    }

    @Override
    public void dispose() {
        stopListening.run();
        stopFollowing.run();
        stopMarking.run();
        if (arranger != null) {
            arranger.stop();
        }
        super.dispose();
    }

    private void show(Arrangement now) {
        if (body.isDisposed()) {
            return;
        }
        RunListing listing = now.listing();
        RunTableSettings settings = now.settings();
        shownIds = listing.columns().stream().map(RunColumn::id).toList();
        table.setColumns(listing.columns().stream()
                .map(column -> widget(column, settings))
                .toList());
        table.showSorted(settings.sort(), settings.descending());
        table.show(listing.lines());
        filter.setCompletion(now.completion());
        filter.show(count(listing), now.problem());
        boolean none = model.isRead() && model.rows().isEmpty();
        if (stack.topControl != (none ? empty : body)) {
            stack.topControl = none ? empty : body;
            body.getParent().layout();
        }
    }

    private static String count(RunListing listing) {
        String runs = listing.runs() == listing.of()
                ? Units.count(listing.of())
                : Units.count(listing.runs()) + " of " + Units.count(listing.of());
        return runs + (listing.of() == 1 ? " run" : " runs");
    }

    private LineColumn<RunLine> widget(RunColumn column, RunTableSettings settings) {
        int width = settings.widths().getOrDefault(column.id(), column.width());
        LineColumn<RunLine> made = column.numeric()
                ? LineColumn.number(column.id(), column.title(), width, line -> text(column, line))
                : LineColumn.text(column.id(), column.title(), width, line -> text(column, line));
        if (column.id().startsWith(RunColumn.CONFIG)) {
            made = made.withToolTip(column.id().substring(RunColumn.CONFIG.length()));
        }
        if (column.id().equals(RunColumn.CURVE)) {
            return made.withPainter(new CurvePainter(table.control())).withToolTip("Course of the training loss");
        }
        return column.id().equals(FixedColumns.STATE)
                ? made.withIcon(line -> line instanceof RunRow row
                                ? RunState.icon(row.live()).descriptor()
                                : null)
                        .withMark(line -> isUnseen(line) ? UNSEEN : "")
                        .withStrong(GroupLine.class::isInstance)
                : made;
    }

    private boolean isUnseen(RunLine line) {
        return line instanceof RunRow row && unseen.contains(row);
    }

    private String text(RunColumn column, RunLine line) {
        if (line instanceof RunRow row) {
            return column.text().apply(row);
        }
        GroupLine group = (GroupLine) line;
        boolean first = Objects.equals(column.id(), shownIds.get(0));
        boolean second = shownIds.size() > 1 && Objects.equals(column.id(), shownIds.get(1));
        return first ? (group.collapsed() ? "▸ " : "▾ ") + Units.count(group.runs()) : second ? group.title() : "";
    }

    private void run(String command) {
        Commands.run(getSite().getService(IHandlerService.class), command);
    }
}
