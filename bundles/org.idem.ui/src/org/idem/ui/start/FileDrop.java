package org.idem.ui.start;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.DropTargetListener;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.dnd.TransferData;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchWindow;

/** Files and folders that are dropped open as they do from the menu; nothing is copied or moved. UI thread only. */
public final class FileDrop extends DropTargetAdapter {
    private static final int LINK_OR_COPY = DND.DROP_LINK | DND.DROP_COPY | DND.DROP_DEFAULT;

    private final PathOpener opener;

    private FileDrop(IWorkbenchWindow window) {
        this.opener = new PathOpener(window);
    }

    /** Takes files that are dropped anywhere on a window where nothing else takes them. */
    public static void install(IWorkbenchWindow window) {
        installOn(window.getShell(), window);
    }

    /** Takes files that are dropped on a control; what else is dropped there goes to those who took it until now. */
    public static void installOn(Control control, IWorkbenchWindow window) {
        FileDrop files = new FileDrop(window);
        if (control.getData(DND.DROP_TARGET_KEY) instanceof DropTarget there) {
            DropTargetListener[] others = there.getDropListeners();
            Arrays.stream(others).forEach(there::removeDropListener);
            Arrays.stream(others).forEach(other -> there.addDropListener(new Others(other)));
            there.setTransfer(withFiles(there.getTransfer()));
            there.addDropListener(files);
        } else {
            DropTarget target = new DropTarget(control, LINK_OR_COPY);
            target.setTransfer(FileTransfer.getInstance());
            target.addDropListener(files);
        }
    }

    private static Transfer[] withFiles(Transfer... transfers) {
        if (Arrays.asList(transfers).contains(FileTransfer.getInstance())) {
            return transfers;
        }
        Transfer[] more = Arrays.copyOf(transfers, transfers.length + 1);
        more[transfers.length] = FileTransfer.getInstance();
        return more;
    }

    private static boolean isFiles(TransferData type) {
        return FileTransfer.getInstance().isSupportedType(type);
    }

    @Override
    public void dragEnter(DropTargetEvent event) {
        accept(event);
    }

    @Override
    public void dragOperationChanged(DropTargetEvent event) {
        accept(event);
    }

    @Override
    public void dragOver(DropTargetEvent event) {
        accept(event);
    }

    private static void accept(DropTargetEvent event) {
        if (isFiles(event.currentDataType)) {
            event.detail = (event.operations & DND.DROP_LINK) != 0 ? DND.DROP_LINK : DND.DROP_COPY;
            event.feedback = DND.FEEDBACK_NONE;
        }
    }

    @Override
    public void drop(DropTargetEvent event) {
        if (isFiles(event.currentDataType) && event.data instanceof String[] paths) {
            drop(List.of(paths));
        }
    }

    private void drop(List<String> paths) {
        opener.open(paths.stream().map(Path::of).toList());
    }

    /** Somebody who takes what is no file. */
    private record Others(DropTargetListener other) implements DropTargetListener {
        @Override
        public void dragEnter(DropTargetEvent event) {
            if (!isFiles(event.currentDataType)) {
                other.dragEnter(event);
            }
        }

        @Override
        public void dragLeave(DropTargetEvent event) {
            other.dragLeave(event);
        }

        @Override
        public void dragOperationChanged(DropTargetEvent event) {
            if (!isFiles(event.currentDataType)) {
                other.dragOperationChanged(event);
            }
        }

        @Override
        public void dragOver(DropTargetEvent event) {
            if (!isFiles(event.currentDataType)) {
                other.dragOver(event);
            }
        }

        @Override
        public void drop(DropTargetEvent event) {
            if (!isFiles(event.currentDataType)) {
                other.drop(event);
            }
        }

        @Override
        public void dropAccept(DropTargetEvent event) {
            if (!isFiles(event.currentDataType)) {
                other.dropAccept(event);
            }
        }
    }
}
