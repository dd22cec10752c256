package org.idem.ui.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

class PanesTest extends UiTest {
    @Test
    void theLinkOfAnEmptyPaneDoesWhatItSays() {
        AtomicInteger clicked = new AtomicInteger();
        EmptyStatePane pane = new EmptyStatePane(shell).show(null, "No runs yet.", "Train…", clicked::incrementAndGet);
        open();
        Link link = child(pane, Link.class);
        assertEquals("<a>Train…</a>", link.getText());
        link.notifyListeners(SWT.Selection, new Event());
        assertEquals(1, clicked.get());
    }

    @Test
    void withoutALinkThereIsNone() {
        EmptyStatePane pane = new EmptyStatePane(shell).show(null, "Nothing here.", "", () -> {});
        open();
        assertFalse(child(pane, Link.class).isVisible());
    }

    @Test
    void valuesAlignInColumns() {
        KeyValuePane figures = new KeyValuePane(shell, 2);
        figures.show(Map.of("A", "1"));
        figures.show(figures("Images", "5,822,653", "Identities", "85,742", "Bytes", "38.2 GB", "Mean", "67.9"));
        open();
        Control[] children = figures.getChildren();
        assertEquals(8, children.length);
        assertEquals(children[1].getLocation().x, children[5].getLocation().x);
        assertEquals(children[3].getLocation().x, children[7].getLocation().x);
        assertTrue(children[2].getLocation().x > children[1].getLocation().x + children[1].getSize().x);
    }

    @Test
    void changedValuesKeepTheirWidgets() {
        KeyValuePane figures = new KeyValuePane(shell, 2);
        figures.show(figures("Images", "10", "Identities", "2"));
        Control value = figures.getChildren()[1];
        figures.show(figures("Images", "20", "Identities", "2"));
        assertSame(value, figures.getChildren()[1]);
        assertEquals("20", ((Text) value).getText());
        figures.show(figures("Pairs", "6,000"));
        assertTrue(value.isDisposed());
        assertEquals(2, figures.getChildren().length);
    }

    private static Map<String, String> figures(String... words) {
        Map<String, String> figures = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            figures.put(words[i], words[i + 1]);
        }
        return figures;
    }

    private static <T extends Control> T child(EmptyStatePane pane, Class<T> type) {
        List<T> found = Arrays.stream(pane.getChildren())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        assertEquals(1, found.size());
        return found.get(0);
    }
}
