import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * Draws the product's pictures: {@code java releng/branding/Branding.java VERSION bundles/org.idem.app} writes the icons,
 * as {@code icons/idem.svg} has them, and what is shown while the workbench starts. The version stands in that picture
 * and, for a test, in its metadata.
 */
final class Branding {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 240;
    private static final Color GROUND = new Color(0x1B2A38);
    private static final Color TEXT = new Color(0xFFFFFF);
    private static final Color QUIET = new Color(0xB8C6D4);
    private static final Color BLUE = new Color(0x1F5F8B);
    private static final Color LIGHT_BLUE = new Color(0x8FD0F5);

    public static void main(String[] arguments) throws IOException {
        String version = arguments[0];
        File bundle = new File(arguments[1]);
        for (int size : new int[] {16, 32, 48, 64, 128}) {
            ImageIO.write(icon(size), "png", new File(bundle, "icons/idem" + size + ".png"));
        }
        write(splash(version), version, new File(bundle, "splash.png"));
    }

    private static BufferedImage icon(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = graphics(image);
        drawIcon(g, 0, 0, size);
        g.dispose();
        return image;
    }

    /** On the 64 units of idem.svg. */
    private static void drawIcon(Graphics2D whole, int x, int y, int size) {
        Graphics2D g = (Graphics2D) whole.create();
        g.translate(x, y);
        g.scale(size / 64.0, size / 64.0);
        g.setColor(BLUE);
        g.fill(new RoundRectangle2D.Double(2, 2, 60, 60, 28, 28));
        g.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        person(g, Color.WHITE, 24, 1, 10);
        person(g, LIGHT_BLUE, 40, -1, 54);
        g.setColor(Color.WHITE);
        g.draw(new Line2D.Double(24, 54, 40, 54));
        g.dispose();
    }

    private static void person(Graphics2D g, Color color, double head, int side, double shoulder) {
        Path2D arm = new Path2D.Double();
        arm.moveTo(shoulder, 47);
        arm.curveTo(shoulder + side * 1.5, 38, shoulder + side * 7, 35, shoulder + side * 14, 35);
        g.setColor(color);
        g.draw(new Ellipse2D.Double(head - 8, 17, 16, 16));
        g.draw(arm);
    }

    private static BufferedImage splash(String version) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = graphics(image);
        g.setColor(GROUND);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setColor(LIGHT_BLUE);
        g.fillRect(0, HEIGHT - 4, WIDTH, 4);
        drawIcon(g, 40, 56, 112);
        g.setColor(TEXT);
        g.setFont(new Font("DejaVu Sans", Font.BOLD, 52));
        g.drawString("Idem", 184, 104);
        g.setColor(QUIET);
        g.setFont(new Font("DejaVu Sans", Font.PLAIN, 14));
        g.drawString("From faces to a trained, verified,", 186, 134);
        g.drawString("exported recognition model", 186, 154);
        g.setFont(new Font("DejaVu Sans", Font.PLAIN, 12));
        g.drawString("Version " + version, 186, 204);
        g.dispose();
        return image;
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return g;
    }

    private static void write(BufferedImage image, String version, File file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
        entry.setAttribute("keyword", "Version");
        entry.setAttribute("value", version);
        IIOMetadataNode texts = new IIOMetadataNode("tEXt");
        texts.appendChild(entry);
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
        root.appendChild(texts);
        metadata.mergeTree("javax_imageio_png_1.0", root);
        file.delete();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(new IIOImage(image, null, metadata));
        }
        writer.dispose();
    }
}
