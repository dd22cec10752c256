package org.idem.chart.file;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.idem.chart.ChartSeries;
import org.idem.chart.DataPoints;
import org.idem.chart.axis.TickFormat;
import org.idem.chart.paint.ChartLayout;
import org.idem.chart.paint.ChartPainter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A chart as a tree of SVG elements, drawn by Batik. */
final class SvgDocument {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final Pattern ILLEGAL =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private static final int DECIMALS = 2;
    private static final double POINTED_AT = 8;
    /** About the height of a label on an axis: those of the y axis may reach that far below the plot. */
    private static final int TICK_LABEL = 12;

    private final ChartFormat.Drawing drawing;
    private final Document document;
    private final Element root;
    private final List<Double> widths = new ArrayList<>();

    /**
     * @param ids what the ids in the drawing begin with, so that several can stand in one page
     * @param columns per point, into which curves are reduced
     * @param titled whether the chart's title is drawn
     */
    SvgDocument(ChartFormat.Drawing drawing, String ids, double columns, boolean titled) {
        this.drawing = drawing;
        document = newDocument();
        SVGGraphics2D g = new MeasuringGraphics(context(ids));
        try {
            g.setSVGCanvasSize(new Dimension(drawing.width(), drawing.height()));
            ChartLayout layout = new ChartPainter(drawing.model(), drawing.view(), drawing.theme(), titled)
                    .paint(g, drawing.width(), drawing.height(), columns);
            root = g.getRoot();
            anchorTexts(layout.plot());
            addValues(layout);
        } finally {
            g.dispose();
        }
        root.setAttribute("viewBox", "0 0 " + drawing.width() + " " + drawing.height());
    }

    private SvgDocument(int width, int height, Consumer<Graphics2D> painting) {
        drawing = null;
        document = newDocument();
        SVGGraphics2D g = new MeasuringGraphics(context(""));
        try {
            g.setSVGCanvasSize(new Dimension(width, height));
            painting.accept(g);
            root = g.getRoot();
        } finally {
            g.dispose();
        }
        root.setAttribute("viewBox", "0 0 " + width + " " + height);
    }

    /** Whatever is painted, as a document with a title. */
    static String of(String title, int width, int height, Consumer<Graphics2D> painting) {
        SvgDocument document = new SvgDocument(width, height, painting);
        document.setTitle(title);
        return document.serialize(true);
    }

    private SVGGeneratorContext context(String ids) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setPrecision(DECIMALS);
        context.setComment(null);
        context.setIDGenerator(new PrefixedIds(ids));
        return context;
    }

    private static Document newDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java installation has no XML", e);
        }
    }

    /** The svg element. */
    Element root() {
        return root;
    }

    /** Puts a title first, which viewers show and screen readers read. */
    void setTitle(String words) {
        Element title = document.createElementNS(NAMESPACE, "title");
        title.setTextContent(legal(words));
        root.insertBefore(title, root.getFirstChild());
    }

    String serialize(boolean declaration) {
        try {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, declaration ? "no" : "yes");
            StringWriter out = new StringWriter();
            transformer.transform(new DOMSource(root), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("The drawing cannot be written as XML", e);
        }
    }

    /**
     * The reader's font is seldom as wide as the one that was measured: texts keep their right edge left of the plot,
     * their middle below it, their left edge elsewhere.
     */
    private void anchorTexts(Rectangle2D plot) {
        NodeList texts = root.getElementsByTagNameNS(NAMESPACE, "text");
        for (int i = 0; i < texts.getLength() && i < widths.size(); i++) {
            Element text = (Element) texts.item(i);
            double x = Double.parseDouble(text.getAttribute("x"));
            double baseline = Double.parseDouble(text.getAttribute("y"));
            double width = widths.get(i);
            boolean turned =
                    text.hasAttribute("transform") || ((Element) text.getParentNode()).hasAttribute("transform");
            if (turned || baseline > plot.getMaxY() + TICK_LABEL / 2.0) {
                anchor(text, "middle", x + width / 2);
            } else if (x + width < plot.getMinX() && baseline > plot.getMinY()) {
                anchor(text, "end", x + width);
            }
        }
    }

    private static void anchor(Element text, String where, double x) {
        text.setAttribute("text-anchor", where);
        text.setAttribute("x", number(x));
    }

    /** Over each dot an invisible larger one that tells the value to whoever points at it. */
    private void addValues(ChartLayout layout) {
        TickFormat format = new TickFormat(6);
        for (ChartSeries series : drawing.model().series()) {
            DataPoints line = series.line();
            for (int i = 0; series.hasDots() && i < line.size(); i++) {
                if (layout.x().range().contains(line.x()[i])
                        && layout.y().range().contains(line.y()[i])) {
                    Element circle = document.createElementNS(NAMESPACE, "circle");
                    circle.setAttribute("cx", number(layout.x().pixel(line.x()[i])));
                    circle.setAttribute("cy", number(layout.y().pixel(line.y()[i])));
                    circle.setAttribute("r", number(POINTED_AT));
                    circle.setAttribute("fill-opacity", "0");
                    circle.setAttribute("stroke", "none");
                    Element title = document.createElementNS(NAMESPACE, "title");
                    title.setTextContent(legal(series.name() + ", "
                            + drawing.model().x().label() + " " + format.format(line.x()[i]) + ": "
                            + format.format(line.y()[i])));
                    circle.appendChild(title);
                    root.appendChild(circle);
                }
            }
        }
    }

    /** Names may hold what XML has no way to write, such as a bell. */
    static String legal(String text) {
        return ILLEGAL.matcher(text).replaceAll("\uFFFD");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Remembers how wide each text was when it was placed. */
    private final class MeasuringGraphics extends SVGGraphics2D {
        MeasuringGraphics(SVGGeneratorContext context) {
            super(context, false);
        }

        @Override
        public void drawString(String text, float x, float y) {
            widths.add(getFontMetrics().getStringBounds(text, this).getWidth());
            super.drawString(legal(text), x, y);
        }
    }

    private static final class PrefixedIds extends SVGIDGenerator {
        private final String start;

        PrefixedIds(String start) {
            this.start = start;
        }

        @Override
        public String generateID(String prefix) {
            return start + super.generateID(prefix);
        }
    }
}
