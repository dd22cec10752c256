package org.idem.faces;

import java.awt.image.BufferedImage;
import org.idem.data.image.Pixels;

/**
 * Draws faces that depend on (seed, identity, image) and on nothing else. The identity decides the shapes of head, eyes,
 * brows, nose, mouth, ears and hair, glasses, beard and marks; the image decides pose, light, expression, blur, noise,
 * background and what covers the face. Thread-safe.
 */
public final class GeneratedFaces {
    private final long seed;
    private final int size;

    /**
     * Draws the faces of one world.
     *
     * @param seed of the world: other seeds have other people
     * @param size side of the square pictures in pixels, 16 to 1024
     */
    public GeneratedFaces(long seed, int size) {
        if (size < 16 || size > 1024) {
            throw new IllegalArgumentException("A side of " + size + " pixels");
        }
        this.seed = seed;
        this.size = size;
    }

    /** The picture {@code image} of the person {@code identity}, both counted from 0. */
    public Pixels draw(int identity, int image) {
        Traits traits = Traits.of(seed, identity);
        CaptureConditions conditions = CaptureConditions.of(seed, identity, image);
        FaceCanvas canvas = new FaceCanvas(size, traits.head(), conditions.pose());
        FacePalette colors = FacePalette.of(traits, conditions);
        new ScenePainter(canvas, conditions).paint(colors);
        HairPainter hair = new HairPainter(canvas, traits, colors);
        canvas.onHead();
        hair.paintBehind();
        new HeadPainter(canvas, traits, colors).paint();
        new NosePainter(canvas, traits.nose(), colors).paint();
        new BeardPainter(canvas, traits, conditions.expression(), colors).paint();
        new MouthPainter(canvas, traits.mouth(), conditions.expression(), colors).paint();
        new EyePainter(canvas, traits, conditions.expression(), colors).paint();
        hair.paintBefore();
        if (conditions.scene().glasses()) {
            new GlassesPainter(canvas, traits, colors).paint();
        }
        new CoverPainter(canvas, traits, conditions, colors).paint();
        BufferedImage drawn = canvas.finish();
        return new Camera(conditions.light(), conditions.noise()).take(drawn);
    }
}
