package org.idem.ui.commands.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.ui.actions.CompoundContributionItem;
import org.eclipse.ui.menus.CommandContributionItem;
import org.eclipse.ui.menus.CommandContributionItemParameter;
import org.eclipse.ui.menus.IWorkbenchContribution;
import org.eclipse.ui.services.IServiceLocator;
import org.idem.ui.Commands;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.settings.RecentFolders;

/** The folders that were opened lately, one item each; the one that is open is left out. */
public final class RecentFoldersMenu extends CompoundContributionItem implements IWorkbenchContribution {
    private IServiceLocator services;

    @Override
    public void initialize(IServiceLocator locator) {
        services = locator;
    }

    @Override
    protected IContributionItem[] getContributionItems() {
        List<IContributionItem> items = new ArrayList<>();
        Path open = services.getService(WorkFolder.class).path();
        for (Path folder : services.getService(RecentFolders.class).list()) {
            if (!folder.equals(open)) {
                items.add(item(folder, items.size() + 1));
            }
        }
        return items.isEmpty() ? new IContributionItem[] {none()} : items.toArray(IContributionItem[]::new);
    }

    private IContributionItem item(Path folder, int number) {
        CommandContributionItemParameter item = new CommandContributionItemParameter(
                services, null, Commands.OPEN_FOLDER, CommandContributionItem.STYLE_PUSH);
        item.parameters = Map.of(Commands.FOLDER, folder.toString());
        String mnemonic = number < 10 ? "&" + number + " " : number + " ";
        item.label = mnemonic + folder.toString().replace("&", "&&");
        return new CommandContributionItem(item);
    }

    private static IContributionItem none() {
        Action none = new Action("No other folder was opened yet") {};
        none.setEnabled(false);
        return new ActionContributionItem(none);
    }
}
