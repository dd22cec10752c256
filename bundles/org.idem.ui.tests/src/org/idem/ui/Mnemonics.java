package org.idem.ui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;

/** The letters by which one reaches the controls of a window. */
final class Mnemonics {
    private Mnemonics() {}

    /** What is wrong with them: letters that two visible controls have. */
    static List<String> doubled(Composite window) {
        List<String> wrong = new ArrayList<>();
        collect(window, new HashMap<>(), wrong);
        return wrong;
    }

    private static void collect(Composite parent, Map<Character, String> taken, List<String> wrong) {
        for (Control child : parent.getChildren()) {
            if (!child.isVisible()) {
                continue;
            }
            String text = text(child).replace("&&", "");
            int mark = text.indexOf('&');
            if (mark >= 0 && mark + 1 < text.length()) {
                char letter = text.substring(mark + 1, mark + 2)
                        .toLowerCase(Locale.ROOT)
                        .charAt(0);
                String other = taken.put(letter, text);
                if (other != null) {
                    wrong.add("'" + letter + "' of \"" + other + "\" and \"" + text + "\"");
                }
            }
            if (child instanceof Composite composite) {
                collect(composite, taken, wrong);
            }
        }
    }

    private static String text(Control control) {
        if (control instanceof Button button) {
            return button.getText();
        }
        if (control instanceof Group group) {
            return group.getText();
        }
        return control instanceof Label label && (label.getStyle() & SWT.SEPARATOR) == 0 ? label.getText() : "";
    }
}
