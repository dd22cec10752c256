package org.idem.report;

import java.util.ArrayDeque;
import java.util.Deque;
import org.idem.chart.file.InlineSvg;

/** Writes well-formed HTML and SVG. Every text and attribute value is escaped; there is no way around it. */
final class Markup {
    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are names and values in turn. */
    Markup open(String tag, String... attributes) {
        tag(tag, attributes).append('>');
        open.push(tag);
        return this;
    }

    /** Closes the innermost open element. */
    Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing in it. */
    Markup empty(String tag, String... attributes) {
        tag(tag, attributes).append("/>");
        return this;
    }

    /** An element that holds text alone. */
    Markup leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** Text. */
    Markup text(String text) {
        escape(text);
        return this;
    }

    /** A finished piece of our own. */
    Markup append(Markup piece) {
        out.append(piece);
        return this;
    }

    /** A finished drawing, in which everything is escaped. */
    Markup append(InlineSvg drawing) {
        out.append(drawing);
        return this;
    }

    /** The style sheet that belongs to this program; style elements hold no entities. */
    Markup style(String css) {
        out.append("<style>").append(css).append("</style>");
        return this;
    }

    private StringBuilder tag(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        return out;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
