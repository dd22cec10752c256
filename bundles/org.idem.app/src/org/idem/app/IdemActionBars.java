package org.idem.app;

import org.eclipse.jface.action.GroupMarker;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.actions.ContributionItemFactory;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;

/** The menus that every workbench has; the bundle org.idem.ui adds its commands at the groups left for them. */
final class IdemActionBars extends ActionBarAdvisor {
    IdemActionBars(IActionBarConfigurer configurer) {
        super(configurer);
    }

    @Override
    protected void fillMenuBar(IMenuManager bar) {
        IWorkbenchWindow window = getActionBarConfigurer().getWindowConfigurer().getWindow();
        bar.add(fileMenu(window));
        bar.add(editMenu(window));
        bar.add(new MenuManager("&Run", "run"));
        bar.add(new MenuManager("&Data", "data"));
        bar.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));
        bar.add(windowMenu(window));
        bar.add(helpMenu(window));
    }

    private MenuManager fileMenu(IWorkbenchWindow window) {
        MenuManager menu = new MenuManager("&File", IWorkbenchActionConstants.M_FILE);
        menu.add(new MenuManager("&New", "new"));
        menu.add(new GroupMarker("open"));
        menu.add(new Separator());
        add(menu, window, ActionFactory.CLOSE, ActionFactory.CLOSE_ALL);
        menu.add(new Separator());
        add(menu, window, ActionFactory.SAVE, ActionFactory.SAVE_ALL, ActionFactory.REVERT);
        menu.add(new Separator());
        add(menu, window, ActionFactory.RENAME, ActionFactory.REFRESH);
        menu.add(new Separator());
        menu.add(new MenuManager("&Import", "import"));
        menu.add(new MenuManager("Ex&port", "export"));
        menu.add(new Separator());
        add(menu, window, ActionFactory.PROPERTIES);
        menu.add(new Separator());
        add(menu, window, ActionFactory.QUIT);
        return menu;
    }

    private MenuManager editMenu(IWorkbenchWindow window) {
        MenuManager menu = new MenuManager("&Edit", IWorkbenchActionConstants.M_EDIT);
        add(menu, window, ActionFactory.UNDO, ActionFactory.REDO);
        menu.add(new GroupMarker(IWorkbenchActionConstants.UNDO_EXT));
        menu.add(new Separator());
        add(menu, window, ActionFactory.CUT, ActionFactory.COPY, ActionFactory.PASTE);
        menu.add(new GroupMarker(IWorkbenchActionConstants.CUT_EXT));
        menu.add(new Separator());
        add(menu, window, ActionFactory.DELETE, ActionFactory.SELECT_ALL);
        menu.add(new Separator());
        add(menu, window, ActionFactory.FIND);
        menu.add(new GroupMarker(IWorkbenchActionConstants.FIND_EXT));
        menu.add(new Separator());
        menu.add(new GroupMarker(IWorkbenchActionConstants.ADD_EXT));
        menu.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));
        menu.add(new Separator("check"));
        return menu;
    }

    private MenuManager windowMenu(IWorkbenchWindow window) {
        MenuManager menu = new MenuManager("&Window", IWorkbenchActionConstants.M_WINDOW);
        MenuManager perspectives = new MenuManager("Pe&rspective", "perspective");
        perspectives.add(ContributionItemFactory.PERSPECTIVES_SHORTLIST.create(window));
        perspectives.add(new Separator());
        add(perspectives, window, ActionFactory.RESET_PERSPECTIVE);
        menu.add(perspectives);
        MenuManager views = new MenuManager("Show &View", "showView");
        views.add(ContributionItemFactory.VIEWS_SHORTLIST.create(window));
        menu.add(views);
        menu.add(new MenuManager("&Theme", "theme"));
        menu.add(new Separator());
        add(menu, window, ActionFactory.ACTIVATE_EDITOR, ActionFactory.NEXT_EDITOR);
        menu.add(new Separator());
        add(menu, window, ActionFactory.PREFERENCES);
        return menu;
    }

    private MenuManager helpMenu(IWorkbenchWindow window) {
        MenuManager menu = new MenuManager("&Help", IWorkbenchActionConstants.M_HELP);
        menu.add(new GroupMarker("help"));
        add(menu, window, ActionFactory.ABOUT);
        return menu;
    }

    private void add(IMenuManager menu, IWorkbenchWindow window, ActionFactory... factories) {
        for (ActionFactory factory : factories) {
            ActionFactory.IWorkbenchAction action = factory.create(window);
            register(action);
            menu.add(action);
        }
    }
}
