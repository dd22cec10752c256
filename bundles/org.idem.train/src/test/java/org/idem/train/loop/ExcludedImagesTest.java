package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.check.DataCheck;
import org.idem.data.format.Datasets;
import org.idem.data.inspect.ExcludeList;
import org.idem.input.DamageLimitException;
import org.idem.train.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training sets with a list of images that are not trained on. */
class ExcludedImagesTest {
    @TempDir
    Path folder;

    @Test
    void whatACheckExcludesIsNotTrainedOn() throws Exception {
        TinyRun.drawFaces(folder);
        Path rec = folder.resolve("faces/train.rec");
        int images;
        try (ImageDataset set = Datasets.openImages(rec);
                FileChannel file = FileChannel.open(rec, StandardOpenOption.WRITE)) {
            images = set.size();
            for (int image : List.of(3, 17)) {
                file.write(ByteBuffer.allocate(16), set.offset(image));
            }
        }
        String none = "DataLoader.Train.dataset.damage_limit=0";
        TinyRun all = TinyRun.in(folder, "all", none);
        assertThrows(DamageLimitException.class, () -> all.train(false));

        Path list = folder.resolve("exclude.txt");
        assertEquals(
                2,
                ExcludeList.write(
                        list, rec, DataCheck.inspect(rec, Progress.NONE).findings()));
        TinyRun sound = TinyRun.in(folder, "sound", none, "DataLoader.Train.dataset.exclude=" + list);
        assertEquals(Trainer.End.DONE, sound.train(false));
        try (ImageDataset set = Datasets.openImages(rec, null, list)) {
            assertEquals(images - 2, set.size());
        }
        assertEquals(3, Files.readAllLines(list).size());
    }
}
