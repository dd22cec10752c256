package org.idem.data.align;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import org.idem.data.Goldens;
import org.idem.data.image.Pixels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("golden")
class FaceTemplateTest {

    private static double[] landmarks(JsonNode points) {
        double[] all = new double[FaceTemplate.COORDINATES];
        for (int i = 0; i < all.length; i++) {
            JsonNode one = points.get(0).isArray() ? points.get(i / 2).get(i % 2) : points.get(i);
            all[i] = one.asDouble();
        }
        return all;
    }

    private static void assertMatrix(JsonNode expected, Similarity fitted, double tolerance) {
        double[] matrix = {fitted.a(), -fitted.b(), fitted.tx(), fitted.b(), fitted.a(), fitted.ty()};
        for (int i = 0; i < matrix.length; i++) {
            assertEquals(expected.get(i / 3).get(i % 3).asDouble(), matrix[i], tolerance);
        }
    }

    @Test
    void landmarksFitAsLeastSquaresHasThem() throws IOException {
        JsonNode golden = Goldens.json(Goldens.data("align.json"));
        int without = 0;
        for (JsonNode one : golden.get("cases")) {
            Optional<Similarity> fitted = FaceTemplate.ARCFACE.fit(landmarks(one.get("landmarks")));
            assertEquals(
                    one.get("estimated").asBoolean(),
                    fitted.isPresent(),
                    one.get("note").asText());
            if (fitted.isEmpty()) {
                without++;
                continue;
            }
            assertMatrix(one.get("matrix64"), fitted.get(), 1e-9);
            assertMatrix(one.get("matrix_float32_input"), fitted.get(), 5e-5);
        }
        assertEquals(1, without);
        for (JsonNode one : Goldens.json(Goldens.data("ijb-mini/expected.json")).get("alignment")) {
            Similarity fitted =
                    FaceTemplate.ARCFACE.fit(landmarks(one.get("landmarks"))).orElseThrow();
            assertMatrix(one.get("matrix64"), fitted, 1e-9);
        }
    }

    @Test
    void warpedPicturesAreThoseOfOpenCvToTheBit() throws IOException {
        for (JsonNode one : Goldens.json(Goldens.data("align.json")).get("warps")) {
            Pixels source = formula(one);
            Pixels aligned = FaceTemplate.ARCFACE
                    .align(source, landmarks(one.get("landmarks")))
                    .orElseThrow();
            byte[] file = Files.readAllBytes(Goldens.data(one.get("output").asText()));
            byte[] expected = Arrays.copyOfRange(file, file.length - aligned.rgb().length, file.length);
            assertArrayEquals(expected, aligned.rgb());
        }
    }

    private static Pixels formula(JsonNode one) {
        int width = one.get("width").asInt();
        int height = one.get("height").asInt();
        int a = one.get("a").asInt();
        int b = one.get("b").asInt();
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int c = i % 3;
            int x = i / 3 % width;
            int y = i / 3 / width;
            int t = Math.floorMod(x * (a + c) + y * (b - c), 510);
            rgb[i] = (byte) (t <= 255 ? t : 510 - t);
        }
        return new Pixels(width, height, rgb);
    }

    @Test
    void landmarksOfAnyKindGiveAPictureOrNone() {
        Pixels source = new Pixels(5, 4, new byte[60]);
        double[][] strange = {
            {0, 0, 1e-300, 0, 0, 1e-300, 0, 0, 1e-300, 1e-300},
            {1e300, 0, 0, 1e300, -1e300, 0, 3, 4, 5, 6},
            {Double.NaN, 0, 1, 2, 3, 4, 5, 6, 7, 8},
            {Double.POSITIVE_INFINITY, 0, 1, 2, 3, 4, 5, 6, 7, 8},
            {1e9, 1e9, 1e9 + 1, 1e9, 1e9, 1e9 + 1, 1e9, 1e9 + 2, 1e9 + 1, 1e9 + 2}
        };
        int pictures = 0;
        for (double[] landmarks : strange) {
            Optional<Pixels> aligned = FaceTemplate.ARCFACE.align(source, landmarks);
            pictures += aligned.isPresent() ? 1 : 0;
            aligned.ifPresent(picture -> assertEquals(112, picture.width()));
        }
        assertTrue(pictures > 0);
    }
}
