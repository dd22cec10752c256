package org.idem.ui.commands.runs;

import java.util.List;
import java.util.Map;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.ui.actions.CompoundContributionItem;
import org.eclipse.ui.menus.CommandContributionItem;
import org.eclipse.ui.menus.CommandContributionItemParameter;
import org.eclipse.ui.menus.IWorkbenchContribution;
import org.eclipse.ui.services.IServiceLocator;
import org.idem.chart.ChartTheme;
import org.idem.run.RunLabels;
import org.idem.ui.Commands;
import org.idem.ui.icons.StyleIcon;
import org.idem.ui.widgets.ControlTheme;

/** The colours that runs can be drawn with, and none. */
public final class RunStyleMenu extends CompoundContributionItem implements IWorkbenchContribution {
    private static final List<String> NAMES =
            List.of("&Blue", "&Vermillion", "&Green", "&Purple", "&Sky Blue", "&Orange", "&Yellow", "Blac&k or White");

    private IServiceLocator services;

    @Override
    public void initialize(IServiceLocator locator) {
        services = locator;
    }

    @Override
    protected IContributionItem[] getContributionItems() {
        IContributionItem[] items = new IContributionItem[NAMES.size() + 1];
        for (int i = 0; i < NAMES.size(); i++) {
            items[i] = item(NAMES.get(i), i);
        }
        items[NAMES.size()] = item("&None", RunLabels.NO_STYLE);
        return items;
    }

    private IContributionItem item(String label, int style) {
        CommandContributionItemParameter item = new CommandContributionItemParameter(
                services, null, Commands.STYLE_RUNS, CommandContributionItem.STYLE_PUSH);
        item.parameters = Map.of(Commands.STYLE, Integer.toString(style));
        item.label = label;
        item.icon = StyleIcon.of(style == RunLabels.NO_STYLE ? null : rgb(style));
        return new CommandContributionItem(item);
    }

    private static RGB rgb(int style) {
        return ControlTheme.swt(ChartTheme.paper().color(style)).getRGB();
    }
}
