package org.idem.ui.widgets.table;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.idem.core.AtomicFiles;
import org.idem.core.TextTable;
import org.idem.ui.widgets.MenuAction;
import org.idem.ui.widgets.UiUpdateQueue;

/** Takes a table out of the workbench: to the clipboard and into files, for spreadsheets and for papers. UI thread only. */
public final class TableExport {
    private final Control owner;
    private final UiUpdateQueue updates;
    private final String name;
    private final Supplier<TextTable> table;

    /**
     * Nothing is taken out yet.
     *
     * @param owner over which dialogs stand
     * @param name of the file that is suggested, without its ending
     * @param table what is shown when something is taken out
     */
    public TableExport(Control owner, UiUpdateQueue updates, String name, Supplier<TextTable> table) {
        this.owner = owner;
        this.updates = updates;
        this.name = name;
        this.table = table;
    }

    /** Entries for a menu. */
    public List<IAction> actions() {
        return List.of(
                new MenuAction("Copy &Table", () -> copy(table.get().tabs())),
                new MenuAction("Copy Table as &LaTeX", () -> copy(table.get().booktabs())),
                new MenuAction("&Export Table…", this::ask));
    }

    /** Makes these entries the context menu of a control. */
    public void install() {
        MenuManager menu = new MenuManager();
        actions().forEach(menu::add);
        owner.setMenu(menu.createContextMenu(owner));
        owner.addListener(SWT.Dispose, event -> menu.dispose());
    }

    private void copy(String text) {
        Clipboard clipboard = new Clipboard(owner.getDisplay());
        try {
            clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
        } finally {
            clipboard.dispose();
        }
    }

    private void ask() {
        FileDialog dialog = new FileDialog(owner.getShell(), SWT.SAVE);
        dialog.setText("Export Table");
        dialog.setFilterNames(new String[] {"LaTeX with booktabs (*.tex)", "Comma-separated values (*.csv)"});
        dialog.setFilterExtensions(new String[] {"*.tex", "*.csv"});
        dialog.setFileName(name + ".tex");
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null) {
            String lower = chosen.toLowerCase(Locale.ROOT);
            boolean ending = lower.endsWith(".tex") || lower.endsWith(".csv");
            write(Path.of(ending ? chosen : chosen + (dialog.getFilterIndex() == 1 ? ".csv" : ".tex")));
        }
    }

    /** Writes LaTeX, or CSV where the file's name ends so, beside the UI thread; a failure is told in a dialog. */
    public void write(Path file) {
        TextTable now = table.get();
        boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        Job job = Job.create("Writing " + file.getFileName(), (ICoreRunnable) monitor -> {
            try {
                AtomicFiles.write(file, csv ? now.csv() : now.booktabs());
            } catch (UncheckedIOException e) {
                updates.runAsync(() -> tellFailure(file, e));
            }
        });
        job.schedule();
    }

    private void tellFailure(Path file, UncheckedIOException failure) {
        if (!owner.isDisposed()) {
            MessageDialog.openError(
                    owner.getShell(),
                    "Export Table",
                    "The table could not be written to " + file + ".\n\n"
                            + failure.getCause().getMessage());
        }
    }
}
