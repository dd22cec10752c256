package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.idem.data.Goldens;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.write.BinWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verification sets in the dialects of Python 2, Python 3 and NumPy. */
@Tag("golden")
class GoldenBinTest {

    private static void assertPairs(PairDataset set, int pairs) throws Exception {
        JsonNode golden = Goldens.json(Goldens.data("expected.json")).get("tiny_bin");
        assertEquals(pairs, set.pairs());
        for (int i = 0; i < pairs; i++) {
            assertEquals(golden.get("same").get(i).asInt() == 1, set.same(i));
            EncodedImage[] both = {set.first(i), set.second(i)};
            for (int k = 0; k < 2; k++) {
                JsonNode image = golden.get("images").get(2 * i + k);
                assertEquals(image.get("sha256").asText(), Goldens.sha256(both[k]));
                assertEquals(image.get("rgb_crc32").asText(), Goldens.crc32(ImageDecoder.decode(both[k])));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tiny.bin, 24",
        "tiny-proto4.bin, 24",
        "six-proto2-py3.bin, 6",
        "six-proto5.bin, 6",
        "six-numpy-proto4.bin, 6",
        "six-numpy-proto5.bin, 6"
    })
    void everyDialect(String file, int pairs) throws Exception {
        assertTrue(Datasets.isPairs(Goldens.data(file)));
        try (PairDataset set = Datasets.openPairs(Goldens.data(file))) {
            assertPairs(set, pairs);
            assertEquals(file.substring(0, file.length() - 4), set.name());
        }
    }

    @Test
    void writtenAgain(@TempDir Path folder) throws Exception {
        Path copy = folder.resolve("copy.bin");
        try (PairDataset set = Datasets.openPairs(Goldens.data("tiny.bin"));
                BinWriter writer = new BinWriter(copy)) {
            for (int i = 0; i < set.pairs(); i++) {
                writer.add(set.first(i).copy(), set.second(i).copy(), set.same(i));
            }
        }
        try (PairDataset set = Datasets.openPairs(copy)) {
            assertPairs(set, 24);
        }
    }

    @Test
    void browsedAsImages() throws IOException {
        try (ImageDataset set = Datasets.openImages(Goldens.data("tiny.bin"))) {
            assertEquals(48, set.size());
            assertEquals(set.label(0), set.label(1));
            assertFalse(set.label(6) == set.label(7));
            assertEquals(set.identities() - 1, set.label(47));
        }
    }
}
