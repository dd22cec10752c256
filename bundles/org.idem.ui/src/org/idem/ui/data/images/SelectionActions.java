package org.idem.ui.data.images;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.Collectors;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.operations.IUndoableOperation;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.PlatformUI;
import org.idem.core.Units;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.Faces;
import org.idem.ui.data.ImageQuery;
import org.idem.ui.data.OpenedDataset;
import org.idem.ui.data.OpenedImages;
import org.idem.ui.jobs.LoadJob;

/** What can be done with the selected images. UI thread only; what reads the disk does it in jobs. */
final class SelectionActions {
    private static final int MOST_KEYS = 100_000;
    private static final int MOST_EXCLUDED = 1_000_000;
    private static final int LARGEST_SIDE = 4096;

    private final ImagesPage page;
    private final DatasetContext context;

    SelectionActions(ImagesPage page, DatasetContext context) {
        this.page = page;
        this.context = context;
    }

    private OpenedDataset set() {
        return page.set();
    }

    void copyImage() {
        int image = page.focusedImage();
        if (image >= 0) {
            OpenedDataset opened = set();
            new LoadJob<>(
                            "Copying an image",
                            () -> Faces.beside(opened, image, LARGEST_SIDE),
                            this::copy,
                            context.updates())
                    .schedule();
        }
    }

    private void copy(ImageData picture) {
        copy(picture, ImageTransfer.getInstance());
    }

    void copyKeys() {
        BitSet images = page.selectedImages();
        if (images.isEmpty()) {
            return;
        }
        OpenedDataset opened = set();
        String keys = images.stream().limit(MOST_KEYS).mapToObj(opened::key).collect(Collectors.joining("\n"));
        copy(keys, TextTransfer.getInstance());
    }

    private void copy(Object content, Transfer transfer) {
        Clipboard clipboard = new Clipboard(page.control().getDisplay());
        try {
            clipboard.setContents(new Object[] {content}, new Transfer[] {transfer});
        } finally {
            clipboard.dispose();
        }
    }

    void save() {
        BitSet images = page.selectedImages();
        boolean single = images.cardinality() == 1 && set() instanceof OpenedImages;
        if (single) {
            OpenedDataset opened = set();
            int image = images.nextSetBit(0);
            new LoadJob<>(
                            "Reading an image",
                            () -> PictureFiles.name(opened.pictures(image).get(0)),
                            name -> saveOne(opened, image, name),
                            context.updates())
                    .schedule();
        } else if (!images.isEmpty()) {
            saveAll(images);
        }
    }

    private void saveOne(OpenedDataset opened, int image, String name) {
        FileDialog dialog = new FileDialog(context.site().getShell(), SWT.SAVE);
        dialog.setText("Save Image As");
        dialog.setFileName(name);
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null) {
            PictureFiles.saveOne(opened, image, Path.of(chosen)).schedule();
        }
    }

    private void saveAll(BitSet images) {
        DirectoryDialog dialog = new DirectoryDialog(context.site().getShell(), SWT.SAVE);
        dialog.setText("Save Images");
        dialog.setMessage("Folder for " + Units.count(images.cardinality()) + " selected tiles");
        String chosen = dialog.open();
        if (chosen != null) {
            PictureFiles.saveAll(set(), images, Path.of(chosen), words -> context.updates()
                            .runAsync(() -> say("Save Images", words)))
                    .schedule();
        }
    }

    void reveal() {
        int image = page.focusedImage();
        if (image >= 0 && set() instanceof OpenedImages images) {
            Path file = images.file(image).toAbsolutePath();
            if (!Program.launch(file.getParent().toUri().toString())) {
                say("File", file.toString());
            }
        }
    }

    void showIdentity() {
        int image = page.focusedImage();
        if (image >= 0 && set() instanceof OpenedImages images) {
            new LoadJob<>(
                            "Finding the images of an identity",
                            () -> IdentityImages.of(images, image),
                            this::show,
                            context.updates())
                    .schedule();
        }
    }

    private void show(ImageQuery.Subset subset) {
        if (subset.images() != null) {
            page.showOnly(subset);
        }
    }

    void exclude(boolean exclude) {
        BitSet images = page.selectedImages();
        if (images.isEmpty() || !(set() instanceof OpenedImages opened)) {
            return;
        }
        if (images.cardinality() > MOST_EXCLUDED) {
            say("Exclude", "At most " + Units.count(MOST_EXCLUDED) + " images can be excluded at a time.");
            return;
        }
        run(new ExcludeOperation(opened, images, exclude));
    }

    private void run(IUndoableOperation operation) {
        operation.addContext(context.undoContext());
        try {
            PlatformUI.getWorkbench()
                    .getOperationSupport()
                    .getOperationHistory()
                    .execute(operation, null, null);
        } catch (ExecutionException e) {
            ILog.get().error(operation.getLabel() + " failed", e);
        }
    }

    private void say(String title, String words) {
        MessageDialog.openInformation(context.site().getShell(), title, words);
    }
}
