package org.idem.data.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.idem.core.Progress;
import org.idem.data.DrawnSets;
import org.idem.data.LeftOut;
import org.idem.data.convert.ConvertRequest;
import org.idem.data.convert.DatasetConverter;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataInfoTest {
    @TempDir
    private Path folder;

    private Path convert(Path source, String output, String format) {
        ConvertRequest request = ConvertRequest.of(source, folder.resolve(output), format);
        return DatasetConverter.convert(request, Progress.NONE).output();
    }

    @Test
    void imagesPerIdentityAreEqualInEveryFormat() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 0, 1, 1, 3, 3, 3, 4, 4, 4, 4, 6, 6, 6, 6, 6, 6, 6, 6, 6);
        ImagesPerIdentity expected = new ImagesPerIdentity(1, 2, 3, 4, 9);
        assertEquals(expected, DataInfo.info(list).perIdentity());
        assertEquals(expected, DataInfo.info(convert(list, "rec", "recordio")).perIdentity());
        assertEquals(expected, DataInfo.info(convert(list, "people", "folders")).perIdentity());
        assertEquals(2, DataInfo.info(list).labels().empty());
    }

    @Test
    void sizesAndKindsAreThoseOfTheSample() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 0, 0, 0, 0);
        try (ImageEncoder encoder = new ImageEncoder()) {
            Files.write(folder.resolve("in/pictures/2.png"), encoder.jpeg(new Pixels(4, 6, new byte[72]), 1));
        }
        Files.write(folder.resolve("in/pictures/3.png"), new byte[] {1});
        PictureSample sample = DataInfo.info(list).sample();
        assertEquals(3, sample.decoded());
        assertEquals(1, sample.damaged());
        assertEquals(
                List.of(new PictureSample.SizeShare(8, 8, 2 / 3.0), new PictureSample.SizeShare(4, 6, 1 / 3.0)),
                sample.sizes());
        assertEquals(Map.of("png", 2 / 3.0, "jpg", 1 / 3.0), sample.kinds());
        assertTrue(DataInfo.info(list).firstEpochSeconds() > 0);
    }

    @Test
    void pairsAreCounted() throws IOException {
        DataInfo.Info bin = DataInfo.info(DrawnSets.bin(folder.resolve("lfw.bin"), 5));
        assertEquals(new DataInfo.PairCounts(5, 3), bin.pairs());
        assertEquals("bin", bin.format());
        assertEquals("LFW", bin.knownAs());
        assertEquals(
                List.of(
                        "LFW was published with 6,000 pairs, this has 5",
                        "LFW was published with 3,000 genuine pairs, this has 3"),
                bin.differs());
    }

    @Test
    void whatIsNotUsedIsCounted() throws IOException {
        convert(DrawnSets.list(folder.resolve("in"), 0, 1), "people", "folders");
        Files.createDirectory(folder.resolve("people/empty"));
        Files.writeString(folder.resolve("people/000000/a.txt"), "");
        Files.writeString(folder.resolve("people/000000/b.txt"), "");
        assertEquals(
                List.of(new LeftOut(".txt", 2), new LeftOut("folders without a picture", 1)),
                DataInfo.info(folder.resolve("people")).leftOut());
    }

    @Test
    void publishedSetsAreMeantByNameWhereNumbersDiffer() {
        KnownSets.Match match = KnownSets.training(Path.of("/data/ms1m-retinaface-t1/train.rec"), 93_431, 5_179_509);
        assertEquals("MS1MV3", match.name());
        assertEquals(List.of("MS1MV3 was published with 5,179,510 images, this has 5,179,509"), match.differs());
        assertEquals(
                "WebFace12M_Conflict",
                KnownSets.training(Path.of("/data/WebFace12M_Conflict/train.rec"), 1, 1)
                        .name());
        assertEquals(
                "",
                KnownSets.training(Path.of("/data/faces/train.rec"), 93_431, 7).name());
        assertEquals(
                List.of(),
                KnownSets.verification(Path.of("agedb_30.bin"), 6000, 3000).differs());
        assertEquals(
                "AgeDB-30",
                KnownSets.verification(Path.of("agedb_30.bin"), 6000, 3000).name());
    }
}
