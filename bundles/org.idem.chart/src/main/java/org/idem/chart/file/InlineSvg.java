package org.idem.chart.file;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A chart as an SVG element for a web page. Its colours are CSS variables, so that one drawing serves the light and the
 * dark theme; {@link #variables} gives their values.
 */
public final class InlineSvg {
    /** Twice the width at which pages show it: sharp on screens of high resolution. */
    private static final double COLUMNS_PER_POINT = 2;

    private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
    private static final Map<String, Color> NAMED = Map.of("black", Color.BLACK, "white", Color.WHITE);
    private static final List<String> PAINTS = List.of("fill", "stroke");

    private final String markup;

    private InlineSvg(String markup) {
        this.markup = markup;
    }

    /**
     * Draws a chart with its legend and without its title, which a page has as text.
     *
     * @param id unique in the page; letters, digits and hyphens
     * @param description what a screen reader says
     * @param width in points
     * @param height in points
     */
    public static InlineSvg of(LineChartModel model, String id, String description, int width, int height) {
        ChartTheme theme = ChartTheme.paper();
        SvgDocument document = new SvgDocument(
                new ChartFormat.Drawing(model, Viewport.of(model), theme, width, height, 1),
                id + "-",
                COLUMNS_PER_POINT,
                false);
        Element root = document.root();
        root.removeAttribute("width");
        root.removeAttribute("height");
        root.setAttribute("role", "img");
        root.setAttribute("aria-label", SvgDocument.legal(description));
        adapt(root, names(theme));
        return new InlineSvg(document.serialize(false));
    }

    /** CSS that gives the variables a theme's colours: {@code --chart-background:#ffffff;…}. */
    public static String variables(ChartTheme theme) {
        StringBuilder css = new StringBuilder();
        roles(theme)
                .forEach((name, color) ->
                        css.append(name).append(':').append(hex(color)).append(';'));
        return css.toString();
    }

    /** The element; every value in it is escaped. */
    @Override
    public String toString() {
        return markup;
    }

    private static Map<String, Color> roles(ChartTheme theme) {
        Map<String, Color> roles = new LinkedHashMap<>();
        roles.put("--chart-background", theme.background());
        roles.put("--chart-foreground", theme.foreground());
        roles.put("--chart-quiet", theme.quiet());
        roles.put("--chart-grid", theme.grid());
        roles.put("--chart-shade", theme.shade());
        for (int i = 0; i < theme.palette().size(); i++) {
            roles.put("--chart-" + i, theme.color(i));
        }
        return roles;
    }

    private static Map<Color, String> names(ChartTheme theme) {
        Map<Color, String> names = new LinkedHashMap<>();
        roles(theme).forEach((name, color) -> names.put(color, name));
        return names;
    }

    private static void adapt(Element element, Map<Color, String> names) {
        StringBuilder style = new StringBuilder();
        for (String paint : PAINTS) {
            String name = names.get(color(element.getAttribute(paint)));
            if (name != null) {
                style.append(paint).append(":var(").append(name).append(");");
                element.removeAttribute(paint);
            }
        }
        if (style.length() > 0) {
            element.setAttribute("style", style.toString());
        }
        // The page has a font.
        element.removeAttribute("font-family");
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                adapt(inner, names);
            }
        }
    }

    private static Color color(String value) {
        Matcher rgb = RGB.matcher(value);
        return rgb.matches()
                ? new Color(
                        Integer.parseInt(rgb.group(1)), Integer.parseInt(rgb.group(2)), Integer.parseInt(rgb.group(3)))
                : NAMED.get(value);
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
    }
}
