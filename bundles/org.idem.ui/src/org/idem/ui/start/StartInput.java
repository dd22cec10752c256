package org.idem.ui.start;

import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;

/** The start page of the window; there is one. */
public final class StartInput implements IEditorInput, IPersistableElement {
    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return null;
    }

    @Override
    public String getName() {
        return "Start";
    }

    @Override
    public IPersistableElement getPersistable() {
        return this;
    }

    @Override
    public void saveState(IMemento memento) {
        // There is nothing to tell.
    }

    @Override
    public String getFactoryId() {
        return Factory.ID;
    }

    @Override
    public String getToolTipText() {
        return "What the folder holds, and what can be begun";
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StartInput;
    }

    @Override
    public int hashCode() {
        return StartInput.class.hashCode();
    }

    /** Makes the input anew in a later session. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.idem.ui.startInputFactory";

        @Override
        public IAdaptable createElement(IMemento memento) {
            return new StartInput();
        }
    }
}
