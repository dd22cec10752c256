package org.idem.ui.commands.training;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IPageLayout;
import org.idem.ui.PartOpener;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.commands.SelectedConfig;
import org.idem.ui.config.ConfigCheckJob;
import org.idem.ui.config.ConfigValidator;

/** Checks the open or selected config and shows its problems. */
public final class CheckConfigHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        SelectedConfig.of(event).ifPresent(file -> {
            ConfigValidator validator = workplace.window().getService(ConfigValidator.class);
            ConfigCheckJob.ofNamed(file, validator, workplace.folder().path()).schedule();
            PartOpener.show(workplace.window().getActivePage(), IPageLayout.ID_PROBLEM_VIEW);
        });
        return null;
    }
}
