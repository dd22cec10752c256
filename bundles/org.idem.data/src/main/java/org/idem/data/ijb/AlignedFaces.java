package org.idem.data.ijb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.idem.core.BoundedFiles;
import org.idem.data.ImageDataset;
import org.idem.data.align.FaceTemplate;
import org.idem.data.image.BitmapEncoder;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;

/**
 * The faces of IJB-B or IJB-C as a network takes them: each picture is decoded and warped so that its landmarks meet ArcFace's
 * template when it is asked for. Labels number the templates, since the lists do not say who is who. Thread-safe.
 */
public final class AlignedFaces implements ImageDataset {
    private static final int LARGEST = 1 << 28;

    private final IjbLayout layout;
    private final IjbFaces faces;
    private final int[] templates;

    private AlignedFaces(IjbLayout layout, IjbFaces faces) {
        this.layout = layout;
        this.faces = faces;
        this.templates = Arrays.stream(faces.templates()).sorted().distinct().toArray();
    }

    /**
     * Opens the faces of a layout.
     *
     * @throws org.idem.core.InputException if its lists are malformed
     */
    public static AlignedFaces open(IjbLayout layout) {
        return new AlignedFaces(layout, layout.faces());
    }

    /** A number that changes with the names, the landmarks and the order of the faces. */
    public long fingerprint() {
        long sum = size();
        for (String name : faces.names()) {
            sum = 31 * sum + name.hashCode();
        }
        return 31 * sum + Arrays.hashCode(faces.landmarks());
    }

    @Override
    public String format() {
        return "ijb";
    }

    @Override
    public Path path() {
        return layout.root();
    }

    @Override
    public int size() {
        return faces.size();
    }

    @Override
    public int identities() {
        return templates.length;
    }

    @Override
    public int label(int index) {
        return Arrays.binarySearch(templates, faces.templates()[index]);
    }

    /**
     * An aligned face of 112 x 112 pixels, as a bitmap.
     *
     * @throws DamagedImageException if its picture is missing or damaged, or its landmarks fit no face
     */
    @Override
    public EncodedImage image(int index) {
        Pixels picture = ImageDecoder.decode(new EncodedImage(key(index), ByteBuffer.wrap(bytes(index))));
        double[] landmarks = Arrays.copyOfRange(
                faces.landmarks(), index * FaceTemplate.COORDINATES, (index + 1) * FaceTemplate.COORDINATES);
        Pixels aligned = FaceTemplate.ARCFACE
                .align(picture, landmarks)
                .orElseThrow(() -> new DamagedImageException(
                        key(index),
                        -1,
                        Damage.CORRUPT_IMAGE,
                        "Its landmarks fit no face: " + Arrays.toString(landmarks)));
        return new EncodedImage(key(index), ByteBuffer.wrap(BitmapEncoder.encode(aligned)));
    }

    private byte[] bytes(int index) {
        try {
            return BoundedFiles.readAllBytes(file(index), LARGEST);
        } catch (NoSuchFileException e) {
            throw missing(index, "There is no such file");
        } catch (IOException e) {
            throw missing(index, "Cannot read it: " + e.getMessage());
        }
    }

    /**
     * The picture, below the folder of pictures whatever the list says.
     *
     * @throws DamagedImageException if the list names no such file
     */
    @Override
    public Path file(int index) {
        Path file;
        try {
            file = layout.pictures().resolve(key(index)).normalize();
        } catch (InvalidPathException e) {
            throw missing(index, "This is no name of a file");
        }
        if (!file.startsWith(layout.pictures().normalize())) {
            throw missing(index, "It lies outside the folder of pictures");
        }
        return file;
    }

    private DamagedImageException missing(int index, String why) {
        return new DamagedImageException(key(index), -1, Damage.MISSING_FILE, why);
    }

    @Override
    public String key(int index) {
        return faces.names()[index];
    }

    @Override
    public long offset(int index) {
        return -1;
    }

    @Override
    public long bytes() {
        long sum = 0;
        for (int i = 0; i < size(); i++) {
            try {
                sum += Files.size(file(i));
            } catch (IOException | DamagedImageException e) {
                System.getLogger(AlignedFaces.class.getName())
                        .log(System.Logger.Level.DEBUG, () -> "no size of " + e.getMessage());
            }
        }
        return sum;
    }

    @Override
    public List<String> notes() {
        return List.of("Faces are aligned by their landmarks; a label is a template, not a person");
    }

    @Override
    public void close() {
        // No file is open between reads.
    }
}
