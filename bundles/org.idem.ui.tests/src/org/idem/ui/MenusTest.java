package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.activities.IActivityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The menus: nothing that does nothing here, and every entry has a letter of its own. */
@ExtendWith(LoggedErrors.class)
class MenusTest {
    /** The platform fills these with names. */
    private static final Set<String> LISTS_OF_NAMES = Set.of("bar > Window > Perspective", "bar > Window > Show View");

    /** The platform has these only while a product is tested. */
    private static final Set<String> ENTRIES_OF_TESTS =
            Set.of("bar > File > Restart", "bar > Help > Show Active Keybindings...");

    private static final Set<String> WITHOUT_ICON = Set.of("theme");

    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
    }

    @Test
    void everyEntryOfTheBarHasALetterOfItsOwn() {
        List<String> wrong = new ArrayList<>();
        Menu bar = workplace.page().getWorkbenchWindow().getShell().getMenuBar();
        check("bar", bar, wrong);
        assertEquals(List.of(), wrong);
        List<String> titles = Arrays.stream(bar.getItems())
                .map(MenuItem::getText)
                .map(MenusTest::plain)
                .toList();
        assertEquals(List.of("File", "Edit", "Run", "Data", "Window", "Help"), titles);
    }

    @Test
    void theMenuOfARunSaysWhatCanBeDoneWithIt() {
        workplace.select("halted");
        Table table = Pump.forValue(
                "the runs are listed",
                () -> Screen.findVisible(
                        Table.class,
                        one -> one.getColumnCount() > 0
                                && one.getColumn(0).getText().equals("Status")));
        List<String> wrong = new ArrayList<>();
        check("runs", table.getMenu(), wrong);
        assertEquals(List.of(), wrong);
        assertEquals(
                List.of(
                        "Open",
                        "Compare",
                        "Replay",
                        "Stop",
                        "Resume",
                        "Verify…",
                        "Export ONNX…",
                        "Write Report…",
                        "Rename…",
                        "Tags…",
                        "Note…",
                        "Colour",
                        "Archive",
                        "Duplicate as New Config",
                        "Copy Command Line",
                        "Open Folder",
                        "Delete"),
                entries(table.getMenu()));
    }

    @Test
    void theMenuOfTheExplorerHasNothingOfDevelopmentTools() {
        workplace.selectInExplorer("configs/wrong.yaml");
        Tree tree = Screen.findVisible(Tree.class, one -> one.getItemCount() > 0);
        List<String> entries = entries(tree.getMenu());
        assertTrue(entries.contains("Train"), entries.toString());
        for (String leftover : List.of("Compare With", "Replace With", "Restore from Local History...", "Team")) {
            assertFalse(entries.contains(leftover), entries.toString());
        }
    }

    @Test
    void everyCommandHasANameAHandlerAndItsIcon() {
        Map<String, String> names = new HashMap<>();
        for (IConfigurationElement one : extensions("org.eclipse.ui.commands", "command")) {
            names.put(one.getAttribute("id"), one.getAttribute("name"));
        }
        Set<String> handled = ids("org.eclipse.ui.handlers", "handler");
        Set<String> pictured = ids("org.eclipse.ui.commandImages", "image");
        assertFalse(names.isEmpty());
        names.forEach((id, name) -> {
            assertNotNull(name, id);
            assertTrue(handled.contains(id), id + " has a handler");
            String word = id.substring(id.lastIndexOf('.') + 1);
            assertEquals(!WITHOUT_ICON.contains(word), pictured.contains(id), id + " has an icon");
        });
    }

    private static Set<String> ids(String point, String element) {
        return extensions(point, element).stream()
                .map(one -> one.getAttribute("commandId"))
                .collect(Collectors.toSet());
    }

    private static List<IConfigurationElement> extensions(String point, String element) {
        return Arrays.stream(Platform.getExtensionRegistry().getConfigurationElementsFor(point))
                .filter(one -> one.getContributor().getName().equals(Ids.BUNDLE))
                .filter(one -> one.getName().equals(element))
                .toList();
    }

    /** The texts of a menu as it is when it opens. */
    private static List<String> entries(Menu menu) {
        menu.notifyListeners(SWT.Show, new Event());
        List<String> entries = Arrays.stream(menu.getItems())
                .filter(item -> (item.getStyle() & SWT.SEPARATOR) == 0)
                .map(item -> plain(item.getText()))
                .toList();
        menu.notifyListeners(SWT.Hide, new Event());
        return entries;
    }

    private static void check(String path, Menu menu, List<String> wrong) {
        menu.notifyListeners(SWT.Show, new Event());
        Map<Character, String> taken = new HashMap<>();
        for (MenuItem item : menu.getItems()) {
            if ((item.getStyle() & SWT.SEPARATOR) == 0) {
                String where = path + " > " + plain(item.getText());
                if (!ENTRIES_OF_TESTS.contains(where)) {
                    check(where, item.getText(), taken, wrong);
                }
                if (item.getMenu() != null && !LISTS_OF_NAMES.contains(where)) {
                    check(where, item.getMenu(), wrong);
                }
            }
        }
        menu.notifyListeners(SWT.Hide, new Event());
    }

    private static void check(String where, String text, Map<Character, String> taken, List<String> wrong) {
        int mark = text.replace("&&", "__").indexOf('&');
        if (mark < 0) {
            wrong.add(where + " has no letter");
            return;
        }
        char letter =
                text.substring(mark + 1, mark + 2).toLowerCase(Locale.ROOT).charAt(0);
        String other = taken.put(letter, plain(text));
        if (other != null) {
            wrong.add(where + " has the letter " + letter + " of " + other);
        }
    }

    private static String plain(String text) {
        return text.replace("&", "").replaceAll("\t.*", "");
    }

    @Test
    void whatWouldDoNothingHereIsNotOffered() {
        IActivityManager offered =
                PlatformUI.getWorkbench().getActivitySupport().getActivityManager();
        for (String leftover : List.of(
                "org.eclipse.ui.views/org.eclipse.ui.views.ContentOutline",
                "org.eclipse.ui.ide/org.eclipse.ui.project.buildAll",
                "org.eclipse.help.ui/org.eclipse.help.ui.searchCommand")) {
            assertFalse(offered.getIdentifier(leftover).isEnabled(), leftover);
        }
        assertTrue(offered.getIdentifier("org.idem.ui/" + Ids.RUNS_VIEW).isEnabled());
    }
}
