package org.idem.ui.data;

import java.util.List;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPartSite;
import org.idem.ui.widgets.UiUpdateQueue;

/** What a page knows of the editor that it is part of. UI thread only. */
public interface DatasetContext {

    /** The editor's site, for menus and services. */
    IWorkbenchPartSite site();

    /** The way to the UI thread. */
    UiUpdateQueue updates();

    /** Tells the workbench what is selected on a page; of no effect while another page is in front. */
    void select(DatasetPage page, ISelection selection);

    /** The first of the images that are selected on the page Images, no more than {@code most}; by their number in the set. */
    List<Integer> selectedImages(int most);

    /** Brings the page Images to the front, with this image in view and selected. */
    void showImage(int image);

    /** Brings the page Images to the front with these images and no others. */
    void showOnly(ImageQuery.Subset subset);

    /** What can be undone in the editor. */
    IUndoContext undoContext();
}
