package org.idem.ui.data;

/** An editor that can be told to show one of its images; its adapter. UI thread only. */
@FunctionalInterface
public interface ImageTarget {

    /**
     * Shows an image now, or once the set is open.
     *
     * @param image its number in the set
     */
    void goTo(int image);
}
