package org.idem.ui.data.doctor;

import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.operations.RedoActionHandler;
import org.eclipse.ui.operations.UndoActionHandler;
import org.eclipse.ui.part.ViewPart;
import org.idem.data.review.Verdict;
import org.idem.ui.Commands;
import org.idem.ui.data.CheckedSets;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.OpenedImages;
import org.idem.ui.icons.Icons;
import org.idem.ui.jobs.LatestLoad;
import org.idem.ui.selection.PartSelection;
import org.idem.ui.widgets.CommandBar;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * What a check and a model found about the set of the editor in front, to be decided by keys. Verdicts are kept in a file
 * beside the set, which itself is never touched.
 */
public final class DoctorView extends ViewPart {
    private final StackLayout stack = new StackLayout();
    private final PartSelection selection = new PartSelection();
    private final EditorListener editors = new EditorListener();
    private Composite parts;
    private EmptyStatePane empty;
    private DoctorPane pane;
    private LatestLoad loading;
    private Runnable stopListening = () -> {};
    private OpenedImages shown;
    private OpenedImages closing;
    private IWorkbenchPartReference followed;
    private UndoActionHandler undo;
    private RedoActionHandler redo;

    @Override
    public void createPartControl(Composite parent) {
        parts = parent;
        parent.setLayout(stack);
        UiUpdateQueue updates = getSite().getService(UiUpdateQueue.class);
        loading = new LatestLoad(updates);
        empty = new EmptyStatePane(parent);
        Composite[] head = {null};
        pane = new DoctorPane(parent, updates, head);
        addCommands(head[0], updates);
        pane.table().addSelectionListener(line -> selection.setSelection(pane.selection()));
        pane.faces().addSelectionListener(() -> selection.setSelection(pane.selection()));
        getSite().setSelectionProvider(selection);
        getSite().getPage().addPartListener(editors);
        stopListening =
                getSite().getService(CheckedSets.class).onChange(() -> updates.postLatest(this, this::readAgain));
        sayNoSet();
        follow();
    }

    private void addCommands(Composite head, UiUpdateQueue updates) {
        CommandBar bar = new CommandBar(head);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(bar.control());
        verdict(bar, "Accept", Icons.DONE, "The finding is right (A)", Verdict.ACCEPT);
        verdict(bar, "Reject", Icons.FAILED, "Nothing is wrong (R)", Verdict.REJECT);
        verdict(bar, "Same", Icons.SAME, "All are one person (S)", Verdict.SAME);
        verdict(bar, "Different", Icons.DIFFERENT, "They are different persons (D)", Verdict.DIFFERENT);
        bar.add("Next", Icons.NEXT.descriptor(), Icons.NEXT.descriptor(), "The next undecided finding (N)", pane::next);
        new ToolItem(bar.control(), SWT.SEPARATOR);
        ReviewExport export = new ReviewExport(getSite().getShell(), updates, pane::tell);
        bar.add(
                "Exclude List…",
                Icons.EXPORT.descriptor(),
                Icons.EXPORT.disabledDescriptor(),
                "Write the keys of the images that are not to be trained on into a new file",
                () -> export.excludeList(pane.opened().path(), pane.list().verdicts()));
        bar.add(
                "Merge List…",
                Icons.EXPORT.descriptor(),
                Icons.EXPORT.disabledDescriptor(),
                "Write the identities that are one person into a new file",
                () -> export.mergeList(pane.opened().path(), pane.list().verdicts()));
    }

    private void verdict(CommandBar bar, String word, Icons icon, String toolTip, Verdict verdict) {
        bar.add(word, icon.descriptor(), icon.descriptor(), toolTip, () -> pane.decide(verdict));
    }

    private void sayNoSet() {
        shown = null;
        pane.clear();
        empty.show(null, "Open a data set to see what is wrong with it.", "", () -> {});
        bringUp(false);
    }

    private void bringUp(boolean findings) {
        stack.topControl = findings ? pane.control() : empty;
        parts.layout();
    }

    /** Shows the set of the editor in front; one that is no data set leaves the view as it is. */
    private void follow() {
        IEditorPart editor = getSite().getPage().getActiveEditor();
        OpenedImages opened = editor == null ? null : editor.getAdapter(OpenedImages.class);
        // While an editor closes it is still the active one.
        if (opened != null && opened != shown && opened != closing) {
            closing = null;
            shown = opened;
            followed = getSite().getPage().getReference(editor);
            DatasetContext context = editor.getAdapter(DatasetContext.class);
            undoIn(context);
            if (pane.opened() != opened) {
                pane.clear();
                empty.show(null, "Reading what is known about " + opened.path().getFileName() + "…", "", () -> {});
                bringUp(false);
            }
            read(opened, context);
        }
    }

    private void forget(IWorkbenchPartReference closed) {
        if (shown != null && closed.equals(followed)) {
            loading.cancel();
            closing = shown;
            sayNoSet();
        }
    }

    private void readAgain() {
        if (!parts.isDisposed() && shown != null) {
            OpenedImages before = shown;
            shown = null;
            follow();
            shown = shown == null ? before : shown;
        }
    }

    @SuppressWarnings("resource") // The set is the editor's.
    private void read(OpenedImages opened, DatasetContext context) {
        List<ReviewSource> sources =
                List.of(new ModelSource(), new CheckSource(getSite().getService(CheckedSets.class)));
        loading.start(
                "Reading findings of " + opened.path().getFileName(),
                progress -> ReviewList.read(opened.set(), sources, progress),
                read -> show(opened, context, read),
                this::sayWrong);
    }

    private void show(OpenedImages opened, DatasetContext context, ReviewList read) {
        if (read.size() > 0) {
            pane.show(opened, context, read);
        } else {
            empty.show(
                    null,
                    "Nothing is known to be wrong with " + opened.path().getFileName()
                            + ". A check reads and decodes every image; Data > Doctor… says what a model thinks of it.",
                    "Check this set",
                    () -> Commands.run(getSite().getService(IHandlerService.class), Commands.CHECK_DATA));
        }
        bringUp(read.size() > 0);
    }

    private void sayWrong(String message) {
        empty.show(null, "The findings cannot be shown. " + message, "", () -> {});
        bringUp(false);
    }

    private void undoIn(DatasetContext context) {
        disposeUndo();
        undo = new UndoActionHandler(getViewSite(), context.undoContext());
        redo = new RedoActionHandler(getViewSite(), context.undoContext());
        getViewSite().getActionBars().setGlobalActionHandler(ActionFactory.UNDO.getId(), undo);
        getViewSite().getActionBars().setGlobalActionHandler(ActionFactory.REDO.getId(), redo);
        getViewSite().getActionBars().updateActionBars();
    }

    private void disposeUndo() {
        if (undo != null) {
            undo.dispose();
            redo.dispose();
        }
    }

    @Override
    public void setFocus() {
        if (stack.topControl == empty) {
            empty.setFocus();
        } else {
            pane.table().setFocus();
        }
    }

    @Override
    public void dispose() {
        getSite().getPage().removePartListener(editors);
        stopListening.run();
        loading.cancel();
        disposeUndo();
        super.dispose();
    }

    /** Editors that come, go, and finish opening their sets. */
    private final class EditorListener implements IPartListener2 {
        @Override
        public void partActivated(IWorkbenchPartReference part) {
            follow();
        }

        @Override
        public void partBroughtToTop(IWorkbenchPartReference part) {
            follow();
        }

        @Override
        public void partClosed(IWorkbenchPartReference part) {
            forget(part);
        }

        @Override
        public void partInputChanged(IWorkbenchPartReference part) {
            follow();
        }
    }
}
