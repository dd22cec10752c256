package org.idem.ui.config;

import java.util.List;
import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IWorkspaceRunnable;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.reconciler.DirtyRegion;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.eclipse.jface.text.reconciler.IReconcilingStrategyExtension;
import org.eclipse.jface.text.reconciler.MonoReconciler;
import org.eclipse.ui.PlatformUI;
import org.idem.core.Problem;
import org.idem.ui.folder.WorkFolder;

/** Checks a config while it is being typed, half a second after the last key, in the background. */
public final class ConfigReconciler extends MonoReconciler {
    private static final int DELAY_MILLIS = 400;

    /** For one editor. */
    public ConfigReconciler() {
        super(new Strategy(), false);
        setDelay(DELAY_MILLIS);
    }

    private static final class Strategy implements IReconcilingStrategy, IReconcilingStrategyExtension {
        private final WorkFolder folder = PlatformUI.getWorkbench().getService(WorkFolder.class);
        private final ConfigValidator validator = PlatformUI.getWorkbench().getService(ConfigValidator.class);
        private IDocument document;

        @Override
        public void setDocument(IDocument newDocument) {
            document = newDocument;
        }

        @Override
        public void initialReconcile() {
            check();
        }

        @Override
        public void reconcile(IRegion partition) {
            check();
        }

        @Override
        public void reconcile(DirtyRegion dirty, IRegion part) {
            check();
        }

        @Override
        public void setProgressMonitor(IProgressMonitor monitor) {
            // A check takes milliseconds and is not cancelled.
        }

        private void check() {
            IFile file = file();
            if (file == null || file.getLocation() == null) {
                return;
            }
            String text = document.get();
            List<Problem> problems =
                    validator.problemsOfNamed(file.getLocation().toPath(), text, folder.path());
            IWorkspaceRunnable marking = monitor -> ConfigMarkers.show(file, text, problems);
            try {
                ResourcesPlugin.getWorkspace().run(marking, file, 0, null);
            } catch (CoreException e) {
                ILog.get().log(e.getStatus());
            }
        }

        private IFile file() {
            ITextFileBuffer buffer = FileBuffers.getTextFileBufferManager().getTextFileBuffer(document);
            return buffer == null || buffer.getLocation() == null
                    ? null
                    : ResourcesPlugin.getWorkspace().getRoot().getFile(buffer.getLocation());
        }
    }
}
