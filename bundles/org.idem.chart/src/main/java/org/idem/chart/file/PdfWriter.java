package org.idem.chart.file;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.idem.chart.paint.ChartPainter;

/**
 * Charts as one page of PDF of their own size. Text is text in the font that PDFBox brings, embedded as publishers ask;
 * words that it has no letters for are drawn as shapes.
 */
final class PdfWriter {
    /** Finer than any printer: curves are reduced to columns of a quarter of a point. */
    private static final double COLUMNS_PER_POINT = 4;

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private PdfWriter() {}

    static void write(ChartFormat.Drawing drawing, OutputStream out) throws IOException {
        ChartPainter painter = new ChartPainter(drawing.model(), drawing.view(), drawing.theme());
        write(
                drawing.model().title(),
                drawing.width(),
                drawing.height(),
                g -> painter.paint(g, drawing.width(), drawing.height(), COLUMNS_PER_POINT),
                out);
    }

    /** A page with whatever is painted. */
    static void write(String title, int width, int height, Consumer<Graphics2D> painting, OutputStream out)
            throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            document.getDocumentInformation().setTitle(title);
            document.getDocumentInformation().setCreator("Idem");
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
            try {
                g.setFontTextDrawer(new EmbeddedFont(document));
                painting.accept(g);
            } finally {
                g.dispose();
            }
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(g.getXFormObject());
            }
            document.save(out);
        }
    }

    /** One font for whatever font is asked for; only the letters that are used get into the file. */
    private static final class EmbeddedFont extends PdfBoxGraphics2DFontTextDrawer {
        private final PDFont font;

        EmbeddedFont(PDDocument document) throws IOException {
            try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
                if (in == null) {
                    throw new IOException("PDFBox comes without its font " + FONT);
                }
                font = PDType0Font.load(document, in);
            }
        }

        @Override
        protected PDFont mapFont(Font asked, IFontTextDrawerEnv environment) {
            return font;
        }
    }
}
