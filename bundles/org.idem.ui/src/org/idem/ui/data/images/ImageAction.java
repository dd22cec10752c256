package org.idem.ui.data.images;

import java.util.function.Consumer;

/** What can be done on the page Images, by command, menu and key. */
public enum ImageAction {
    /** Asks where to go. */
    JUMP(ImagesPage::jump),
    /** Puts the focused picture on the clipboard. */
    COPY_IMAGE(page -> page.actions().copyImage()),
    /** Puts the keys of the selected images on the clipboard, one a line. */
    COPY_KEY(page -> page.actions().copyKeys()),
    /** Writes the selected pictures into files. */
    SAVE(page -> page.actions().save()),
    /** Shows the file of the focused picture in the file manager. */
    REVEAL(page -> page.actions().reveal()),
    /** Shows all images of the focused one's identity. */
    SHOW_IDENTITY(page -> page.actions().showIdentity()),
    /** Leaves the selected images out of training and conversion. */
    EXCLUDE(page -> page.actions().exclude(true)),
    /** Takes the selected images in again. */
    INCLUDE(page -> page.actions().exclude(false)),
    /** Larger tiles. */
    ZOOM_IN(page -> page.grid().zoom(true)),
    /** Smaller tiles. */
    ZOOM_OUT(page -> page.grid().zoom(false)),
    /** Selects all that is shown. */
    SELECT_ALL(page -> page.grid().selectAll()),
    /** Puts the keyboard where keys are typed. */
    FIND(ImagesPage::find);

    private final Consumer<ImagesPage> action;

    ImageAction(Consumer<ImagesPage> action) {
        this.action = action;
    }

    /** Does it; nothing where there is nothing to do it with. UI thread only. */
    public void run(ImagesPage page) {
        if (page.isOpen()) {
            action.accept(page);
        }
    }
}
