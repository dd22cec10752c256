package org.idem.ui.data.editor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.core.commands.operations.ObjectUndoContext;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IGotoMarker;
import org.idem.ui.Commands;
import org.idem.ui.data.CheckJob;
import org.idem.ui.data.CheckedSets;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.data.DatasetPage;
import org.idem.ui.data.IdentityIndexes;
import org.idem.ui.data.ImageQuery;
import org.idem.ui.data.ImageTarget;
import org.idem.ui.data.OpenedDataset;
import org.idem.ui.data.OpenedDatasets;
import org.idem.ui.data.OpenedImages;
import org.idem.ui.data.OpenedPairs;
import org.idem.ui.data.images.ImagesPage;
import org.idem.ui.icons.Icons;
import org.idem.ui.jobs.LatestLoad;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.jobs.ToldProgress;
import org.idem.ui.parts.ReadOnlyEditor;
import org.idem.ui.selection.PartSelection;
import org.idem.ui.widgets.CommandBar;
import org.idem.ui.widgets.KeyValuePane;
import org.idem.ui.widgets.UiUpdateQueue;

/** A data set of any size: its counts above, and below them its pages, of which the first shows the images at once. */
public final class DatasetEditor extends ReadOnlyEditor {
    private static final String KEYS = "org.idem.ui.context.images";

    private final PartSelection selection = new PartSelection();
    private final List<DatasetPage> pages = new ArrayList<>();
    private final DatasetContext context = new Context();
    private final IUndoContext undo = new ObjectUndoContext(this, "Data set");
    private Path path;
    private LoadJob<OpenedDataset> opening;
    private UiUpdateQueue updates;
    private KeyValuePane figures;
    private ImagesPage images;
    private OpenedDataset opened;
    private LatestLoad counting;
    private int wanted = -1;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        path = DatasetInput.pathOf(input);
        if (path == null) {
            throw new PartInitException("Not a data set on this machine: " + input.getToolTipText());
        }
        super.init(site, input);
        site.setSelectionProvider(selection);
        site.getService(IContextService.class).activateContext(KEYS);
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
        images = new ImagesPage(getContainer(), context);
        add(images);
        hideTabs();
        IdentityIndexes indexes = getSite().getService(IdentityIndexes.class);
        CheckedSets checked = getSite().getService(CheckedSets.class);
        opening = new LoadJob<>(
                        "Opening " + path.getFileName(),
                        () -> OpenedDatasets.open(path, checked, indexes),
                        this::show,
                        updates)
                .onFailure(this::showFailure);
        opening.schedule();
    }

    private void add(DatasetPage page) {
        pages.add(page);
        addPage(page.title(), page.control());
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
        if (isGone()) {
            close(set);
            return;
        }
        opened = set;
        showFigures(set.figures());
        images.open(set);
        DatasetPages.of(getContainer(), set, context).forEach(this::add);
        if (pages.size() > 1) {
            showTabs();
        }
        firePropertyChange(PROP_INPUT);
        goTo(wanted);
        if (set instanceof OpenedImages people && !people.isCounted()) {
            count(people);
        }
    }

    private void showFigures(Map<String, String> words) {
        if (!figures.isDisposed()) {
            figures.show(words);
            figures.getParent().getParent().layout(true, true);
        }
    }

    /** The images are there already; how many people they show only their records tell. */
    private void count(OpenedImages set) {
        counting = new LatestLoad(updates);
        counting.start(
                "Counting the identities of " + path.getFileName(),
                progress -> {
                    set.count(new ToldProgress(progress, updates, words -> tellCounting(set, words)));
                    return set.figures();
                },
                this::showFigures,
                message -> showFigures(set.figures("not known: " + message)));
    }

    private void tellCounting(OpenedImages set, String words) {
        if (counting.isReading() && !figures.isDisposed()) {
            figures.show(set.figures(words));
        }
    }

    /** Shows an image of the set now, or once it is open; −1 for none. Both images of a pair are one tile. */
    private void goTo(int image) {
        wanted = image;
        if (image >= 0 && opened != null) {
            context.showImage(opened instanceof OpenedPairs ? image / 2 : image);
            wanted = -1;
        }
    }

    private void showFailure(String message) {
        showInstead(path.getFileName() + " cannot be opened. " + message, "", () -> {});
    }

    @Override
    protected void pageChange(int newPage) {
        super.pageChange(newPage);
        if (pages.get(newPage) instanceof DeferredPage deferred) {
            pages.set(newPage, deferred.make());
        }
        pages.get(newPage).shown();
        selection.setSelection(pages.get(newPage).selection());
        if (getEditorSite().getActionBarContributor() instanceof DatasetEditorActions actions) {
            actions.setActiveEditor(this);
        }
    }

    @Override
    public void setFocus() {
        int active = getActivePage();
        if (active >= 0 && isShowingPages()) {
            pages.get(active).setFocus();
        } else {
            super.setFocus();
        }
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        if (adapter == ImagesPage.class) {
            return getActivePage() == pages.indexOf(images) ? adapter.cast(images) : null;
        }
        if (adapter == IGotoMarker.class) {
            IGotoMarker problems = marker -> goTo(marker.getAttribute(CheckJob.IMAGE, -1));
            return adapter.cast(problems);
        }
        if (adapter == ImageTarget.class) {
            ImageTarget target = this::goTo;
            return adapter.cast(target);
        }
        if (adapter == DatasetContext.class) {
            return adapter.cast(context);
        }
        if (adapter == IUndoContext.class) {
            return adapter.cast(undo);
        }
        if (adapter == OpenedDataset.class) {
            return opened == null ? null : adapter.cast(opened);
        }
        if (adapter == OpenedImages.class) {
            return opened instanceof OpenedImages ? adapter.cast(opened) : null;
        }
        return adapter == Path.class ? adapter.cast(path) : super.getAdapter(adapter);
    }

    @Override
    public void dispose() {
        if (opening != null) {
            opening.cancel();
        }
        if (counting != null) {
            counting.cancel();
        }
        pages.forEach(DatasetPage::dispose);
        if (opened != null) {
            close(opened);
        }
        PlatformUI.getWorkbench().getOperationSupport().getOperationHistory().dispose(undo, true, true, true);
        super.dispose();
    }

    private static void close(OpenedDataset set) {
        try {
            set.close();
        } catch (IOException e) {
            ILog.get().warn("A data set did not close", e);
        }
    }

    /** The editor as its pages know it. */
    private final class Context implements DatasetContext {
        @Override
        public IWorkbenchPartSite site() {
            return getSite();
        }

        @Override
        public UiUpdateQueue updates() {
            return updates;
        }

        @Override
        public void select(DatasetPage page, ISelection selected) {
            if (pages.indexOf(page) == getActivePage()) {
                selection.setSelection(selected);
            }
        }

        @Override
        public List<Integer> selectedImages(int most) {
            return images.selectedImages(most);
        }

        @Override
        public void showImage(int image) {
            setActivePage(pages.indexOf(images));
            images.showImage(image);
        }

        @Override
        public void showOnly(ImageQuery.Subset subset) {
            setActivePage(pages.indexOf(images));
            images.showOnly(subset);
        }

        @Override
        public IUndoContext undoContext() {
            return undo;
        }
    }
}
