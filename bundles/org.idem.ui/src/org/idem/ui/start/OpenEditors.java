package org.idem.ui.start;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IPersistableElement;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.XMLMemento;
import org.idem.core.AtomicFiles;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.jobs.Polling;

/**
 * Which editors are open, written down whenever that changes. The platform keeps them when the workbench ends; of one that
 * was killed, or went down with its machine, this opens again what the platform did not know of. UI thread only.
 */
public final class OpenEditors implements IPartListener2 {
    private static final String ROOT = "editors";
    private static final String EDITOR = "editor";
    private static final String ID = "id";
    private static final String FACTORY = "factory";
    private static final String ACTIVE = "active";
    private static final String INPUT = "input";

    private final IWorkbenchPage page;
    private final Path file;
    private final Polling writing = new Polling("Keeping the open editors", Duration.ZERO, this::write);
    private volatile String text;

    /** Of a page, written to a file that is there only as long as a workbench runs, or was killed. */
    public OpenEditors(IWorkbenchPage page, Path file) {
        this.page = page;
        this.file = file;
    }

    /** In the state of this workbench. */
    public static OpenEditors of(IWorkbenchPage page) {
        Path state = Path.of(
                Platform.getStateLocation(Platform.getBundle(Ids.BUNDLE)).toOSString());
        return new OpenEditors(page, state.resolve("open-editors.xml"));
    }

    /** Opens what was open when the workbench was killed, if it was; from now on keeps what is open. */
    public void begin() {
        if (Files.isRegularFile(file)) {
            try {
                restore(XMLMemento.createReadRoot(new StringReader(Files.readString(file))));
            } catch (IOException | WorkbenchException e) {
                ILog.get().warn("The editors that were open cannot be read from " + file, e);
            }
        }
        page.addPartListener(this);
        changed();
    }

    private void restore(XMLMemento memento) {
        IEditorInput front = null;
        String frontId = null;
        for (IMemento one : memento.getChildren(EDITOR)) {
            IEditorInput input = input(one);
            if (input == null || !input.exists()) {
                continue;
            }
            if (page.findEditor(input) == null) {
                PartOpener.open(page, input, one.getString(ID));
            }
            if (Boolean.TRUE.equals(one.getBoolean(ACTIVE))) {
                front = input;
                frontId = one.getString(ID);
            }
        }
        if (front != null) {
            PartOpener.open(page, front, frontId);
        }
    }

    private static IEditorInput input(IMemento editor) {
        IElementFactory factory = PlatformUI.getWorkbench().getElementFactory(editor.getString(FACTORY));
        IMemento saved = editor.getChild(INPUT);
        return factory != null && saved != null && factory.createElement(saved) instanceof IEditorInput input
                ? input
                : null;
    }

    private void changed() {
        XMLMemento all = XMLMemento.createWriteRoot(ROOT);
        IEditorPart active = page.getActiveEditor();
        for (IEditorReference reference : page.getEditorReferences()) {
            try {
                IEditorInput input = reference.getEditorInput();
                IPersistableElement kept = input == null ? null : input.getPersistable();
                if (kept != null) {
                    IMemento one = all.createChild(EDITOR);
                    one.putString(ID, reference.getId());
                    one.putString(FACTORY, kept.getFactoryId());
                    one.putBoolean(ACTIVE, active != null && input.equals(active.getEditorInput()));
                    kept.saveState(one.createChild(INPUT));
                }
            } catch (PartInitException e) {
                // It cannot be opened a second time either.
                ILog.get().info("Not kept: " + reference.getTitle(), e);
            }
        }
        StringWriter written = new StringWriter();
        try {
            all.save(written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String now = written.toString();
        if (!now.equals(text)) {
            text = now;
            writing.schedule();
        }
    }

    private boolean write() {
        String now = text;
        if (now != null) {
            AtomicFiles.write(file, now);
        }
        return false;
    }

    /** The workbench ends, and the platform keeps the editors. */
    public void end() {
        page.removePartListener(this);
        text = null;
        writing.cancel();
        try {
            writing.join();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            ILog.get().warn("Cannot delete " + file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void partOpened(IWorkbenchPartReference part) {
        editorChanged(part);
    }

    @Override
    public void partClosed(IWorkbenchPartReference part) {
        editorChanged(part);
    }

    @Override
    public void partActivated(IWorkbenchPartReference part) {
        editorChanged(part);
    }

    @Override
    public void partInputChanged(IWorkbenchPartReference part) {
        editorChanged(part);
    }

    private void editorChanged(IWorkbenchPartReference part) {
        if (part instanceof IEditorReference) {
            changed();
        }
    }
}
