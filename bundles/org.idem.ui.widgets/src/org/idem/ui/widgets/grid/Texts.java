package org.idem.ui.widgets.grid;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.graphics.GC;

/** Text that has to fit. */
final class Texts {
    private static final String ELLIPSIS = "…";

    private Texts() {}

    /**
     * The text, or its beginning and end around an ellipsis, not wider than {@code width}; empty when not even that
     * fits. The end is longer: numbers and file names differ there.
     */
    static String shorten(GC gc, String text, int width) {
        if (text.isEmpty() || gc.textExtent(text).x <= width) {
            return text;
        }
        int low = 0;
        int high = text.length() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (gc.textExtent(keep(text, middle)).x <= width) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low == 0 ? "" : keep(text, low);
    }

    private static String keep(String text, int characters) {
        int head = characters / 3;
        return text.substring(0, head) + ELLIPSIS + text.substring(text.length() - (characters - head));
    }

    /** Words in lines, the last one shortened. */
    static List<String> wrap(GC gc, String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && gc.textExtent(longer).x > width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        List<String> shown = new ArrayList<>(lines.subList(0, Math.max(0, Math.min(most, lines.size()))));
        if (!shown.isEmpty() && shown.size() < lines.size()) {
            int last = shown.size() - 1;
            shown.set(last, shown.get(last) + " " + lines.get(last + 1));
        }
        shown.replaceAll(one -> shorten(gc, one, width));
        return shown;
    }
}
