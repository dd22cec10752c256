package org.idem.ui.config;

import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.core.filebuffers.ITextFileBufferManager;
import org.eclipse.core.filebuffers.LocationKind;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IMarkerResolution2;

/** One way to mend one problem of a config: a replacement in its text. */
final class ConfigFix implements IMarkerResolution2 {
    /** Finds the place in the text as it is now and changes it. */
    interface Edit {
        /** Changes the document. */
        void apply(IDocument document) throws BadLocationException;
    }

    private final String label;
    private final Edit edit;

    ConfigFix(String label, Edit edit) {
        this.label = label;
        this.edit = edit;
    }

    @Override
    public String getLabel() {
        return label;
    }

    @Override
    public String getDescription() {
        return label;
    }

    @Override
    public Image getImage() {
        return null;
    }

    /** Changes the editor's text where the config is open, which the user then saves, else the file. */
    @Override
    public void run(IMarker marker) {
        ITextFileBufferManager buffers = FileBuffers.getTextFileBufferManager();
        IPath path = marker.getResource().getFullPath();
        boolean open = buffers.getTextFileBuffer(path, LocationKind.IFILE) != null;
        try {
            buffers.connect(path, LocationKind.IFILE, null);
            try {
                ITextFileBuffer buffer = buffers.getTextFileBuffer(path, LocationKind.IFILE);
                edit.apply(buffer.getDocument());
                if (!open) {
                    buffer.commit(null, false);
                }
            } finally {
                buffers.disconnect(path, LocationKind.IFILE, null);
            }
        } catch (CoreException | BadLocationException e) {
            ILog.get().warn("Not mended: " + path, e);
        }
    }
}
