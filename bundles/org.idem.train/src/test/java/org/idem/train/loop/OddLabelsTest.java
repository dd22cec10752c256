package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.input.ImageSource;
import org.idem.plan.TrainingPlan;
import org.idem.train.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that no classification layer can serve end in a message that names the image or the set. */
class OddLabelsTest {
    @TempDir
    private Path folder;

    private Path list(long second) throws Exception {
        String line = "a.jpg\t0\n".repeat(40);
        Files.writeString(folder.resolve("a.jpg"), "a");
        Files.writeString(folder.resolve("b.jpg"), "b");
        return Files.writeString(folder.resolve("label.txt"), line + "b.jpg\t" + second + "\n");
    }

    @Test
    void aLabelWithoutCenterIsDamage() throws Exception {
        try (ImageDataset set = Datasets.openImages(list(7))) {
            ImageSource source = ImageSource.of(set, 7);
            assertEquals(0, source.read(0).label());
            DamagedImageException e = assertThrows(DamagedImageException.class, () -> source.read(40));
            assertEquals(Damage.LABEL_BEYOND_IDENTITIES, e.damage());
            assertEquals(set.key(40), e.key());
        }
    }

    @Test
    void centersBeyondTheMachineAreRefused() throws Exception {
        Files.createDirectory(folder.resolve("faces"));
        Files.writeString(folder.resolve("faces/train.rec"), "");
        Files.writeString(folder.resolve("faces/verify.bin"), "");
        TinyRun tiny = TinyRun.in(folder, "wide", "Model.num_features=8192");
        try (ImageDataset set = Datasets.openImages(list(90_000_000))) {
            InputException e = assertThrows(InputException.class, () -> TrainingPlan.of(tiny.config(), set));
            Problem problem = e.problems().get(0);
            assertEquals(set.path(), problem.file());
            assertTrue(problem.message().startsWith("90,000,001 identities for 41 images"), problem.message());
        }
    }
}
