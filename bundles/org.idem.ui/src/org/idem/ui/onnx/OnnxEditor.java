package org.idem.ui.onnx;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.parts.ReadOnlyEditor;
import org.idem.ui.verify.ModelEvaluations;
import org.idem.ui.widgets.UiUpdateQueue;

/** A model file: its graph in numbers, what it takes, and what it says of itself: thresholds, proof, provenance, card. */
public final class OnnxEditor extends ReadOnlyEditor {
    private Path path;
    private OnnxHeader header;
    private List<OnnxPage> pages = List.of();
    private LoadJob<OnnxReading> reading;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        path = OnnxInput.pathOf(input);
        if (path == null) {
            throw new PartInitException("Not a file on this machine: " + input.getToolTipText());
        }
        super.init(site, input);
        setPartName(input.getName());
    }

    @Override
    protected void createHeader(Composite parent) {
        header = new OnnxHeader(parent, new OnnxActions(path, getSite()));
    }

    @Override
    protected void createPages() {
        Composite parent = getContainer();
        pages = List.of(
                new OverviewPage(parent),
                new ThresholdsPage(parent),
                new ProofPage(parent),
                new ProvenancePage(parent),
                new CardPage(parent));
        pages.forEach(page -> addPage(page.title(), page.control()));
        Path evaluations = ModelEvaluations.of(path, getSite().getService(WorkFolder.class));
        reading = new LoadJob<>(
                        "Reading " + path.getFileName(),
                        () -> OnnxReading.of(path, evaluations),
                        this::show,
                        getSite().getService(UiUpdateQueue.class))
                .onFailure(message -> showInstead(message, "", () -> {}));
        reading.schedule();
    }

    private void show(OnnxReading read) {
        if (!isGone()) {
            header.show(read);
            pages.forEach(page -> page.show(read));
        }
    }

    @Override
    public void dispose() {
        if (reading != null) {
            reading.cancel();
        }
        super.dispose();
    }
}
