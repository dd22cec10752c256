package org.idem.export.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;
import org.idem.export.SavedRun;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.model.ModelSpec;
import org.idem.protocol.InputOptions;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.protocol.SkippedImage;
import org.idem.run.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faces of a benchmark to numbers, over several processes. */
class IjbEmbeddingTest {
    private static final int SIDE = 112;
    private static final int DIM = 16;
    private static final int FACES = 150;
    /** A face that stands where ArcFace's template wants it. */
    private static final String UPRIGHT =
            " 38.2946 51.6963 73.5318 51.5014 56.0252 71.7366 41.5493 92.3655 70.7299 92.2041 ";

    @TempDir
    private Path folder;

    private Path root;
    private SavedRun saved;

    @BeforeEach
    void prepare() throws IOException {
        Path drawn = Files.createDirectories(folder.resolve("drawn"));
        FaceGenerator.generate(new GenerateRequest(10, FACES, drawn, 7, SIDE, 4, 4), Progress.NONE);
        root = folder.resolve("ijb");
        Path pictures = Files.createDirectories(root.resolve("loose_crop"));
        StringBuilder faces = new StringBuilder();
        StringBuilder landmarks = new StringBuilder();
        try (ImageDataset set = Datasets.openImages(drawn)) {
            for (int i = 0; i < FACES; i++) {
                Files.write(pictures.resolve(i + ".jpg"), set.image(i).copy());
                faces.append(i + ".jpg " + (set.label(i) + 1) + " " + i + "\n");
                landmarks.append(i + ".jpg" + UPRIGHT + "0.9\n");
            }
        }
        Path meta = Files.createDirectories(root.resolve("meta"));
        Files.writeString(meta.resolve("ijbc_face_tid_mid.txt"), faces);
        Files.writeString(meta.resolve("ijbc_name_5pts_score.txt"), landmarks);
        Files.writeString(meta.resolve("ijbc_template_pair_label.txt"), "1 2 0\n");
        saved = SavedRun.in(folder);
        ModelSpec spec = new ModelSpec("MobileFaceNet_small", DIM, SIDE, List.of(0, 0, 0, 0), 1);
        saved.save(spec, true, new float[3 * SIDE * SIDE]);
    }

    private Reply.Embedded embed(String file, Progress progress) {
        return embed(file, false, progress);
    }

    private Reply.Embedded embed(String file, boolean average, Progress progress) {
        ModelSource model = new ModelSource(saved.run().path(), "latest", average, "", InputOptions.NONE);
        Request.EmbedIjb request = new Request.EmbedIjb(model, root, "IJBC", folder.resolve(file));
        return assertInstanceOf(Reply.Embedded.class, EvaluationMain.handle(request, progress));
    }

    /** Cancels once the first batch is written. */
    private static Progress untilFirstBatch() {
        return new Progress() {
            private volatile boolean isCancelled;

            @Override
            public void report(double fraction, Supplier<String> message) {
                isCancelled |= fraction > 0;
            }

            @Override
            public boolean isCancelled() {
                return isCancelled;
            }
        };
    }

    @Test
    void whatOneProcessLeavesTheNextGoesOnWith() throws IOException {
        Reply.Embedded whole = embed("whole.npy", Progress.NONE);
        assertEquals(FACES, whole.images());
        byte[] undisturbed = Files.readAllBytes(whole.file());

        assertThrows(CancellationException.class, () -> embed("parts.npy", untilFirstBatch()));
        Path part = folder.resolve("parts.npy.part");
        long left = Files.size(part);
        assertTrue(left > 128 && left < undisturbed.length, left + " of " + undisturbed.length);
        Files.write(part, Arrays.copyOf(Files.readAllBytes(part), (int) left - 7)); // killed while it wrote a row
        assertFalse(Files.exists(folder.resolve("parts.npy")));
        Reply.Embedded resumed = embed("parts.npy", Progress.NONE);
        assertArrayEquals(undisturbed, Files.readAllBytes(resumed.file()));
        assertFalse(Files.exists(part));
        assertEquals(FACES, embed("parts.npy", Progress.NONE).images(), "what is whole is taken as it is");
    }

    @Test
    void embeddingsOfAnotherModelAreNeitherTakenNorOverwritten() throws IOException {
        assertThrows(CancellationException.class, () -> embed("f.npy", untilFirstBatch()));
        float[] first = Npy.readFloats(embed("whole.npy", Progress.NONE).file());
        InputException refused = assertThrows(InputException.class, () -> embed("whole.npy", true, Progress.NONE));
        assertTrue(refused.getMessage().contains("not of this model"), refused.getMessage());
        float[] second = Npy.readFloats(embed("f.npy", true, Progress.NONE).file());
        assertEquals(first.length, second.length);
        assertFalse(first[0] == second[0], "begun anew: none of the other model's rows is in it");
    }

    @Test
    void facesAreAlignedAndMissingOnesLeaveNoNumbers() throws IOException {
        Files.delete(root.resolve("loose_crop/3.jpg"));
        Files.write(root.resolve("loose_crop/70.jpg"), new byte[] {1, 2, 3});
        turn(root.resolve("loose_crop/5.jpg"));
        Path list = root.resolve("meta/ijbc_name_5pts_score.txt");
        Files.writeString(
                list,
                Files.readString(list)
                        .replace("5.jpg" + UPRIGHT, "5.jpg" + turned())
                        .replace("15.jpg" + turned(), "15.jpg" + UPRIGHT));
        Reply.Embedded embedded = embed("f.npy", Progress.NONE);
        assertEquals(
                List.of("3.jpg missing-file", "70.jpg garbage-image"),
                embedded.skipped().stream()
                        .map(skipped -> skipped.key() + " " + skipped.kind())
                        .toList());
        float[] rows = Npy.readFloats(embedded.file());
        assertTrue(Float.isNaN(rows[3 * 2 * DIM]) && Float.isNaN(rows[70 * 2 * DIM + 2 * DIM - 1]));
        assertFalse(Float.isNaN(rows[4 * 2 * DIM]));
        assertTrue(embedded.skipped().stream().map(SkippedImage::message).allMatch(text -> !text.isEmpty()));
    }

    /** Half a turn, exactly. */
    private static void turn(Path file) throws IOException {
        Pixels picture = ImageDecoder.decode(new EncodedImage("5.jpg", ByteBuffer.wrap(Files.readAllBytes(file))));
        byte[] rgb = new byte[picture.rgb().length];
        for (int i = 0; i < rgb.length; i += 3) {
            System.arraycopy(picture.rgb(), i, rgb, rgb.length - 3 - i, 3);
        }
        try (ImageEncoder encoder = new ImageEncoder()) {
            Files.write(file, encoder.png(new Pixels(picture.width(), picture.height(), rgb)));
        }
    }

    private static String turned() {
        String[] numbers = UPRIGHT.strip().split(" ");
        StringBuilder turned = new StringBuilder(" ");
        for (String number : numbers) {
            turned.append(SIDE - 1 - Double.parseDouble(number)).append(' ');
        }
        return turned.toString();
    }

    @Test
    void aTurnedFaceIsTurnedBackToTheBit() throws IOException {
        byte[] upright;
        byte[] turnedBack;
        try (ImageDataset set = Datasets.openImages(root)) {
            assertEquals("ijb", set.format());
            assertEquals(FACES, set.size());
            assertEquals(10, set.identities());
            upright = ImageDecoder.decode(set.image(5)).rgb();
            assertArrayEquals(
                    ImageDecoder.decode(new EncodedImage(
                                    "", ByteBuffer.wrap(Files.readAllBytes(root.resolve("loose_crop/5.jpg")))))
                            .rgb(),
                    upright);
        }
        turn(root.resolve("loose_crop/5.jpg"));
        Path list = root.resolve("meta/ijbc_name_5pts_score.txt");
        Files.writeString(list, Files.readString(list).replace("\n5.jpg" + UPRIGHT, "\n5.jpg" + turned()));
        try (ImageDataset set = Datasets.openImages(root)) {
            turnedBack = ImageDecoder.decode(set.image(5)).rgb();
        }
        assertArrayEquals(upright, turnedBack);
    }
}
