package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.ui.Commands;
import org.idem.ui.icons.Icons;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.parts.ReadOnlyEditor;
import org.idem.ui.widgets.CommandBar;
import org.idem.ui.widgets.KeyValuePane;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.grid.GridRuler;
import org.idem.ui.widgets.grid.ImageGrid;

/** The faces of a data set as a grid of any size, with the counts above and all identities as a ruler beside it. */
public final class DatasetEditor extends ReadOnlyEditor {
    private Path path;
    private LoadJob<OpenedDataset> opening;
    private UiUpdateQueue updates;
    private KeyValuePane figures;
    private ImageGrid grid;
    private GridRuler ruler;
    private OpenedDataset opened;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        path = DatasetInput.pathOf(input);
        if (path == null) {
            throw new PartInitException("Not a data set on this machine: " + input.getToolTipText());
        }
        super.init(site, input);
        setPartName(
                path.getParent() == null ? input.getName() : path.getParent().getFileName() + "/" + input.getName());
    }

    @Override
    protected void createHeader(Composite parent) {
        Composite header = new Composite(parent, SWT.NONE);
        header.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        GridLayout row = new GridLayout(2, false);
        row.marginWidth = 4;
        row.marginHeight = 0;
        header.setLayout(row);
        figures = new KeyValuePane(header, 5);
        figures.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        figures.show(Map.of("Opening", path.toString()));
        checkItem(header);
    }

    @Override
    protected void createPages() {
        updates = getSite().getService(UiUpdateQueue.class);
        Composite images = new Composite(getContainer(), SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(0, 0).applyTo(images);
        grid = new ImageGrid(images, updates);
        grid.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        ruler = new GridRuler(images, grid);
        ruler.setLayoutData(new GridData(SWT.END, SWT.FILL, false, true));
        addPage("Images", images);
        hideTabs();
        opening = new LoadJob<>("Opening " + path.getFileName(), () -> OpenedDataset.open(path), this::show, updates)
                .onFailure(this::showFailure);
        opening.schedule();
    }

    private void checkItem(Composite header) {
        CommandBar commands = new CommandBar(header);
        commands.add(
                "Check",
                Icons.CHECK.descriptor(),
                Icons.CHECK.disabledDescriptor(),
                "Read every image and list what is damaged",
                () -> {
                    getSite().getPage().activate(this);
                    Commands.run(getSite().getService(IHandlerService.class), Commands.CHECK_DATA);
                });
    }

    private void show(OpenedDataset set) {
        if (grid.isDisposed()) {
            close(set);
            return;
        }
        opened = set;
        figures.show(set.figures());
        if (set.grid() instanceof FaceGrid faces) {
            faces.setOnScreen(index -> index >= grid.firstVisible() - 1 && index <= grid.endVisible());
            faces.onLabels(() -> updates.postLatest(grid, grid::redraw));
        }
        grid.setModel(set.grid());
        ruler.redraw();
        figures.getParent().getParent().layout(true, true);
    }

    private void showFailure(String message) {
        showInstead(path.getFileName() + " cannot be opened. " + message, "", () -> {});
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == Path.class ? adapter.cast(path) : super.getAdapter(adapter);
    }

    @Override
    public void dispose() {
        if (opening != null) {
            opening.cancel();
        }
        if (opened != null) {
            close(opened);
        }
        super.dispose();
    }

    private static void close(OpenedDataset set) {
        if (set.grid() instanceof FaceGrid faces) {
            faces.stop();
        }
        try {
            set.source().close();
        } catch (IOException e) {
            ILog.get().warn("A data set did not close", e);
        }
    }
}
