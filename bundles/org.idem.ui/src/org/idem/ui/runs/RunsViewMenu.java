package org.idem.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IActionBars;
import org.idem.ui.dialogs.ColumnsDialog;
import org.idem.ui.icons.Icons;
import org.idem.ui.widgets.table.TableExport;

/** The menu of the Runs view: columns, groups, the archive. UI thread only. */
final class RunsViewMenu {
    private static final int MOST_GROUPS = 12;

    private final RunTableArranger arranger;
    private final RunsModel model;

    private final TableExport export;

    RunsViewMenu(RunTableArranger arranger, RunsModel model, TableExport export) {
        this.arranger = arranger;
        this.model = model;
        this.export = export;
    }

    void fill(IActionBars bars) {
        Action columns = new Action("&Columns…", Icons.COLUMNS.descriptor()) {
            @Override
            public void run() {
                chooseColumns();
            }
        };
        columns.setToolTipText("Choose what the table says of each run");
        bars.getToolBarManager().add(columns);
        IMenuManager menu = bars.getMenuManager();
        menu.add(columns);
        MenuManager groups = new MenuManager("&Group By");
        groups.setRemoveAllWhenShown(true);
        groups.addMenuListener(this::fillGroups);
        groups.add(new Separator());
        menu.add(groups);
        menu.add(new Separator());
        Action archived = check(
                "Show &Archived Runs",
                false,
                on -> arranger.setSettings(arranger.settings().withArchived(on)));
        menu.add(archived);
        menu.add(new Separator());
        export.actions().forEach(menu::add);
        menu.addMenuListener(shown -> archived.setChecked(arranger.settings().archived()));
        bars.updateActionBars();
    }

    private void fillGroups(IMenuManager groups) {
        String now = arranger.settings().group();
        groups.add(choice("&None", "", now));
        groups.add(choice("&Status", FixedColumns.STATE, now));
        groups.add(choice("&Tags", FixedColumns.TAGS, now));
        groups.add(choice("&Device", FixedColumns.DEVICE, now));
        groups.add(choice("&Model", RunColumn.CONFIG + "Model.name", now));
        groups.add(new Separator());
        RunListing.choices(model.rows()).stream()
                .filter(column ->
                        column.id().startsWith(RunColumn.CONFIG) && !column.id().endsWith(":Model.name"))
                .limit(MOST_GROUPS)
                .forEach(column -> groups.add(
                        choice(column.id().substring(RunColumn.CONFIG.length()).replace("&", "&&"), column.id(), now)));
    }

    private IAction choice(String text, String column, String now) {
        Action action = new Action(text, IAction.AS_RADIO_BUTTON) {
            @Override
            public void run() {
                if (isChecked()) {
                    arranger.setSettings(arranger.settings().groupedBy(column));
                }
            }
        };
        action.setChecked(column.equals(now));
        return action;
    }

    private static Action check(String text, boolean on, Consumer<Boolean> changed) {
        Action action = new Action(text, IAction.AS_CHECK_BOX) {
            @Override
            public void run() {
                changed.accept(isChecked());
            }
        };
        action.setChecked(on);
        return action;
    }

    private void chooseColumns() {
        List<RunRow> rows = model.rows();
        List<ColumnsDialog.Choice> choices = new ArrayList<>();
        RunListing.choices(rows).forEach(column -> choices.add(new ColumnsDialog.Choice(column.id(), name(column))));
        RunListing shown = RunListing.of(rows, arranger.settings(), RunFilter.NONE, java.util.Set.of());
        ColumnsDialog dialog = new ColumnsDialog(
                Display.getCurrent().getActiveShell(),
                choices,
                shown.columns().stream().map(RunColumn::id).toList(),
                arranger.settings().columns().isEmpty());
        if (dialog.open() == Window.OK) {
            arranger.setSettings(arranger.settings().withColumns(dialog.chosen()));
        }
    }

    /** Of config keys all of the key. */
    private static String name(RunColumn column) {
        return column.id().startsWith(RunColumn.CONFIG)
                ? column.id().substring(RunColumn.CONFIG.length())
                : column.title();
    }
}
