package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The data set editor keeps nobody waiting for long on a set of millions. Only where a folder for the set is named, as
 * {@code releng/stalls.sh} does: times are no matter of a build.
 */
@ExtendWith(LoggedErrors.class)
class DatasetStallsTest {
    private static final String FOLDER = "idem.stalls.folder";
    private static final int IMAGES = Integer.getInteger("idem.stalls.images", 5_000_000);
    private static final int IMAGES_EACH = 55;
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final Duration WATCHED = Duration.ofMillis(500);

    @Test
    @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
    void noStepStallsOnMillions() throws IOException {
        Workplace workplace = Workplace.open();
        workplace.show(Ids.DATA);
        int people = IMAGES / IMAGES_EACH;
        Path set = LargeDataset.in(Path.of(System.getProperty(FOLDER)), IMAGES, people);
        DatasetDrive drive = new DatasetDrive(workplace, set, IMAGES, people, WATCHED);
        drive.drive("first ");
        drive.drive("again ");
        drive.lines().forEach(System.out::println);
        assertEquals("", String.join("\n", drive.beyond(LIMIT)));
    }
}
