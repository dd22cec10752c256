package org.idem.ui.commands;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.expressions.IEvaluationContext;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.ui.AbstractSourceProvider;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.ISources;
import org.eclipse.ui.IWindowListener;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.services.IServiceLocator;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.SelectedRuns;

/**
 * What the commands would act on now: what is selected in the active part or, where that is nothing of theirs, what the
 * visible editor shows. The platform asks it whether a command is enabled, and handlers take from it what they work on,
 * so that the two never differ. UI thread only.
 */
public final class CommandTargets extends AbstractSourceProvider {
    /** Variable: the runs, as a list of {@link RunRow}, possibly empty. */
    static final String RUNS = "org.idem.ui.target.runs";
    /** Variable: the config, as an IFile; undefined without one. */
    static final String CONFIG = "org.idem.ui.target.config";
    /** Variable: the data set, as a Path; undefined without one. */
    static final String DATASET = "org.idem.ui.target.dataset";

    private final WindowEvents events = new WindowEvents();
    private Map<String, Object> targets = new HashMap<>(targets(null));

    @Override
    public void initialize(IServiceLocator locator) {
        PlatformUI.getWorkbench().addWindowListener(events);
    }

    @Override
    public void dispose() {
        PlatformUI.getWorkbench().removeWindowListener(events);
    }

    @Override
    public Map<String, Object> getCurrentState() {
        return targets;
    }

    @Override
    public String[] getProvidedSourceNames() {
        return new String[] {RUNS, CONFIG, DATASET};
    }

    /** The value of a variable in the moment that a command was called, or empty. */
    static <T> Optional<T> value(ExecutionEvent event, String variable, Class<T> type) {
        Object value = HandlerUtil.getVariable(event, variable);
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    private void update(IWorkbenchWindow window) {
        Map<String, Object> now = targets(window);
        if (!now.equals(targets)) {
            targets = now;
            fireSourceChanged(ISources.WORKBENCH, now);
        }
    }

    private static Map<String, Object> targets(IWorkbenchWindow window) {
        IWorkbenchPage page = window == null ? null : window.getActivePage();
        ISelection selection =
                page == null ? null : window.getSelectionService().getSelection();
        IEditorPart editor = page == null ? null : page.getActiveEditor();
        Map<String, Object> now = new HashMap<>();
        now.put(RUNS, runs(selection, editor));
        now.put(CONFIG, orUndefined(SelectedConfig.of(selection, editor)));
        now.put(DATASET, orUndefined(SelectedDataset.of(selection, editor)));
        return now;
    }

    private static List<RunRow> runs(ISelection selection, IEditorPart editor) {
        List<RunRow> selected = SelectedRuns.rows(selection);
        return selected.isEmpty() ? SelectedRuns.rows(editor) : selected;
    }

    private static Object orUndefined(Optional<?> value) {
        return value.isPresent() ? value.get() : IEvaluationContext.UNDEFINED_VARIABLE;
    }

    /** Everything after which the targets may be others. */
    private final class WindowEvents implements IWindowListener, IPartListener2 {
        private final ISelectionChangedListener editorChanged = event -> updateActive();
        private ISelectionProvider watched;

        @Override
        public void windowOpened(IWorkbenchWindow window) {
            window.getPartService().addPartListener(this);
            window.getSelectionService().addSelectionListener((part, selection) -> update(window));
            update(window);
        }

        @Override
        public void windowActivated(IWorkbenchWindow window) {
            update(window);
        }

        @Override
        public void windowDeactivated(IWorkbenchWindow window) {
            // The targets stay those of the window that was active.
        }

        @Override
        public void windowClosed(IWorkbenchWindow window) {
            window.getPartService().removePartListener(this);
        }

        @Override
        public void partActivated(IWorkbenchPartReference part) {
            changed(part);
        }

        @Override
        public void partBroughtToTop(IWorkbenchPartReference part) {
            changed(part);
        }

        @Override
        public void partClosed(IWorkbenchPartReference part) {
            changed(part);
        }

        @Override
        public void partInputChanged(IWorkbenchPartReference part) {
            changed(part);
        }

        /** An editor that has not the focus tells of its changes all the same. */
        private void changed(IWorkbenchPartReference part) {
            IEditorPart editor = part.getPage().getActiveEditor();
            ISelectionProvider provider =
                    editor == null ? null : editor.getSite().getSelectionProvider();
            if (!Objects.equals(provider, watched)) {
                if (watched != null) {
                    watched.removeSelectionChangedListener(editorChanged);
                }
                watched = provider;
                if (watched != null) {
                    watched.addSelectionChangedListener(editorChanged);
                }
            }
            update(part.getPage().getWorkbenchWindow());
        }

        private void updateActive() {
            update(PlatformUI.getWorkbench().getActiveWorkbenchWindow());
        }
    }
}
