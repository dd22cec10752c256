package org.idem.ui.dialogs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

/** Asks what of very many things is shown: columns of a table, charts of a page; what the program takes, or some that are chosen. */
public final class ColumnsDialog extends Dialog {
    private static final int MOST_SHOWN = 500;

    /**
     * A column that can be chosen.
     *
     * @param id by which it is known
     * @param name by which the user knows it
     */
    public record Choice(String id, String name) {}

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> chosen;
    private final String title;
    private final String automaticText;
    private boolean automatic;
    private Button automaticButton;
    private Text search;
    private Table table;

    /** Columns of a table, or those that tell its lines from each other. */
    public ColumnsDialog(Shell shell, List<Choice> choices, List<String> shown, boolean automatic) {
        this(shell, "Columns", "Show what &differs between the runs", choices, shown, automatic);
    }

    /**
     * Begins with what is shown now.
     *
     * @param title of the dialog
     * @param automaticText of the box that leaves the choice to the program
     * @param shown ids of the columns that are shown, in their order
     * @param automatic whether they were chosen by what differs
     */
    public ColumnsDialog(
            Shell shell,
            String title,
            String automaticText,
            List<Choice> choices,
            List<String> shown,
            boolean automatic) {
        super(shell);
        this.title = title;
        this.automaticText = automaticText;
        choices.forEach(choice -> names.put(choice.id(), choice.name()));
        chosen = new LinkedHashSet<>(shown);
        this.automatic = automatic;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        automaticButton = new Button(area, SWT.CHECK);
        automaticButton.setText(automaticText);
        automaticButton.setSelection(automatic);
        automaticButton.addListener(SWT.Selection, event -> automatic = automaticButton.getSelection());
        search = new Text(area, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        search.setMessage("Find");
        search.addModifyListener(event -> fill());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(search);
        table = new Table(area, SWT.CHECK | SWT.BORDER | SWT.FULL_SELECTION | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).hint(420, 360).applyTo(table);
        table.addListener(SWT.Selection, event -> {
            if (event.detail == SWT.CHECK) {
                toggle((TableItem) event.item);
            }
        });
        fill();
        return area;
    }

    /** Shown ones first, in their order; what was searched for only. */
    private void fill() {
        String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
        Set<String> ids = new LinkedHashSet<>(chosen);
        ids.addAll(names.keySet());
        table.setRedraw(false);
        table.removeAll();
        ids.stream()
                .filter(id -> name(id).toLowerCase(Locale.ROOT).contains(wanted))
                .limit(MOST_SHOWN)
                .forEach(id -> {
                    TableItem item = new TableItem(table, SWT.NONE);
                    item.setText(name(id));
                    item.setData(id);
                    item.setChecked(chosen.contains(id));
                });
        table.setRedraw(true);
    }

    private String name(String id) {
        return names.getOrDefault(id, id);
    }

    private void toggle(TableItem item) {
        String id = (String) item.getData();
        if (item.getChecked()) {
            chosen.add(id);
        } else {
            chosen.remove(id);
        }
        automatic = false;
        automaticButton.setSelection(false);
    }

    /** Ids of the columns to show, in their order; empty for those that tell lines from each other. */
    public List<String> chosen() {
        return automatic ? List.of() : new ArrayList<>(chosen);
    }
}
