package org.idem.ui.commands.data;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.handlers.HandlerUtil;
import org.idem.ui.data.images.ImageAction;
import org.idem.ui.data.images.ImagesPage;

/** Does on the page Images of the active editor what plugin.xml names after a colon. */
public final class ImagesHandler extends AbstractHandler implements IExecutableExtension {
    private ImageAction action;

    @Override
    public void setInitializationData(IConfigurationElement config, String property, Object data) {
        action = ImageAction.valueOf((String) data);
    }

    @Override
    public Object execute(ExecutionEvent event) {
        ImagesPage page = Adapters.adapt(HandlerUtil.getActiveEditor(event), ImagesPage.class);
        if (page != null) {
            action.run(page);
        }
        return null;
    }
}
