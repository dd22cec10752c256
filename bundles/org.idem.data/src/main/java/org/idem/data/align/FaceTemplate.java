package org.idem.data.align;

import java.util.Optional;
import org.idem.data.image.Pixels;

/** Where the eyes, the nose and the corners of the mouth stand in an aligned face. Thread-safe. */
public final class FaceTemplate {
    /** Coordinates of five landmarks: left eye, right eye, nose, left and right corner of the mouth; x and y in turn. */
    public static final int COORDINATES = 10;

    /** The template of ArcFace in its square of 112 pixels. */
    public static final FaceTemplate ARCFACE = new FaceTemplate(
            112, 38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041);

    private final int side;
    private final double[] points;

    private FaceTemplate(int side, double... points) {
        this.side = side;
        this.points = points;
    }

    /** Side of the aligned picture in pixels. */
    public int side() {
        return side;
    }

    /** The landmarks, {@link #COORDINATES} numbers in pixels of the aligned picture; a copy. */
    public double[] points() {
        return points.clone();
    }

    /**
     * The similarity that brings a face's landmarks nearest to the template.
     *
     * @param landmarks {@link #COORDINATES} numbers, in pixels of the picture
     * @return empty where there is none: the landmarks are one point
     */
    public Optional<Similarity> fit(double[] landmarks) {
        return Similarity.fit(landmarks, points);
    }

    /** The face brought to the template; empty where its landmarks fit nothing. What lies outside the picture is black. */
    public Optional<Pixels> align(Pixels picture, double[] landmarks) {
        return fit(landmarks).map(fitted -> AffineWarp.warp(picture, fitted, side, side));
    }
}
