package org.idem.ui.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.idem.ui.widgets.NotificationArea.Notice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationAreaTest extends UiTest {
    private NotificationArea area;
    private Text text;
    private int opened;

    @BeforeEach
    void create() {
        text = new Text(shell, SWT.MULTI);
        area = new NotificationArea(shell, updates);
        open();
        shell.forceActive();
        text.forceFocus();
        until("the text has the focus", text::isFocusControl);
    }

    private void tell(String title) {
        ImageDescriptor icon = ImageDescriptor.createFromImageDataProvider(
                zoom -> new ImageData(16, 16, 1, new PaletteData(new RGB(0, 0, 0), new RGB(255, 0, 0))));
        area.show(new Notice(title, "a run: step 600, loss 1.2 & more", icon, "Show Run", () -> opened++));
        drain();
    }

    /** From above. */
    private List<Shell> told() {
        return Arrays.stream(shell.getShells())
                .filter(Control::isVisible)
                .sorted(Comparator.comparing(one -> one.getBounds().y))
                .toList();
    }

    private static void follow(Shell shell, String words) {
        Control link = Arrays.stream(shell.getChildren())
                .filter(Composite.class::isInstance)
                .flatMap(row -> Arrays.stream(((Composite) row).getChildren()))
                .filter(one -> one instanceof Link found && found.getText().contains(words))
                .findFirst()
                .orElseThrow();
        link.notifyListeners(SWT.Selection, new Event());
    }

    @Test
    void standsInTheCornerAndLeavesTheFocus() {
        tell("Training done");
        assertEquals(1, told().size());
        Rectangle inside = display.map(shell, null, shell.getClientArea());
        Rectangle bounds = told().get(0).getBounds();
        assertEquals(bounds, inside.intersection(bounds));
        assertTrue(bounds.x + bounds.width > inside.x + inside.width - 20, bounds + " in " + inside);
        assertSame(text, display.getFocusControl());
    }

    @Test
    void stacksThreeAndMovesThemDown() {
        for (String title : List.of("one", "two", "three", "four")) {
            tell(title);
        }
        assertEquals(
                List.of("two", "three", "four"),
                told().stream().map(Shell::getText).toList());
        Rectangle last = told().get(2).getBounds();
        Rectangle before = told().get(1).getBounds();
        assertTrue(before.y + before.height < last.y, before + " above " + last);
        follow(told().get(2), "Close");
        assertEquals(last, told().get(1).getBounds());
        assertEquals(0, opened);
    }

    @Test
    void leadsToWhatItIsAbout() {
        tell("Training failed");
        follow(told().get(0), "Show Run");
        assertEquals(1, opened);
        assertTrue(told().isEmpty());
    }
}
