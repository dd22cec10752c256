package org.idem.faces;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/**
 * A square to draw a head on. Points are given on the face, in pixels of a 112 × 112 crop from the middle of the head;
 * the head is an ellipsoid, so that they move with its turn, those near the viewer most.
 */
final class FaceCanvas {
    private static final double CENTRE_X = 56;
    private static final double CENTRE_Y = 60;

    private final BufferedImage image;
    private final Graphics2D g;
    private final CaptureConditions.Pose pose;
    private final Traits.Head head;
    private final AffineTransform plain;
    private final double sinYaw;
    private final double cosYaw;
    private final double sinPitch;
    private final double cosPitch;

    FaceCanvas(int size, Traits.Head head, CaptureConditions.Pose pose) {
        this.image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        this.g = image.createGraphics();
        this.pose = pose;
        this.head = head;
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(size / 112.0, size / 112.0);
        this.plain = g.getTransform();
        this.sinYaw = Math.sin(pose.yaw());
        this.cosYaw = Math.cos(pose.yaw());
        this.sinPitch = Math.sin(pose.pitch());
        this.cosPitch = Math.cos(pose.pitch());
        onHead();
    }

    /** What follows is drawn on the head, turned and moved with it. */
    void onHead() {
        g.setTransform(plain);
        g.translate(CENTRE_X + pose.dx(), CENTRE_Y + pose.dy());
        g.rotate(pose.roll());
        g.scale(pose.scale(), pose.scale());
    }

    /** What follows is drawn on the picture, in pixels of a 112 × 112 crop from its corner. */
    void onPicture() {
        g.setTransform(plain);
    }

    Graphics2D graphics() {
        return g;
    }

    BufferedImage finish() {
        g.dispose();
        return image;
    }

    double yaw() {
        return sinYaw;
    }

    /** A feature's place, {@code lift} pixels above the skin: x, y after the turn of the head. */
    double[] at(double x, double y, double lift) {
        double nx = x / head.width();
        double ny = y / head.height();
        double depth = 0.82 * head.width() * Math.sqrt(Math.max(0, 1 - nx * nx - 0.55 * ny * ny)) + lift;
        return new double[] {x * cosYaw + depth * sinYaw, y * cosPitch + depth * sinPitch};
    }

    /** A place on the head's outline, which turning hardly moves; the chin goes with the face. */
    double[] rim(double x, double y) {
        double down = Math.max(0, y / head.height());
        return new double[] {x * (1 - 0.05 * sinYaw * sinYaw) + 9 * down * sinYaw, y + 4 * down * sinPitch};
    }

    /** Points x, y, x, y… on the face, as {@link #at} places them. */
    double[] face(double... xy) {
        return lifted(0, xy);
    }

    /** Points that stand out from the face. */
    double[] lifted(double lift, double... xy) {
        double[] out = new double[xy.length];
        for (int i = 0; i < xy.length; i += 2) {
            double[] p = at(xy[i], xy[i + 1], lift);
            out[i] = p[0];
            out[i + 1] = p[1];
        }
        return out;
    }

    /** Points on the outline, as {@link #rim} places them. */
    double[] outline(double... xy) {
        double[] out = new double[xy.length];
        for (int i = 0; i < xy.length; i += 2) {
            double[] p = rim(xy[i], xy[i + 1]);
            out[i] = p[0];
            out[i + 1] = p[1];
        }
        return out;
    }

    void fill(Color color, Path2D shape) {
        g.setColor(color);
        g.fill(shape);
    }

    /** Fills the smooth closed curve through the points. */
    void blob(Color color, double... xy) {
        fill(color, SplinePaths.closed(xy));
    }

    void disc(Color color, double x, double y, double rx, double ry) {
        g.setColor(color);
        g.fill(new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry));
    }

    /** Draws the smooth open curve through the points. */
    void line(Color color, double width, double... xy) {
        draw(color, width, SplinePaths.open(xy));
    }

    void draw(Color color, double width, java.awt.Shape shape) {
        g.setColor(color);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
    }
}
