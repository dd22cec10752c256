package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The steps whose times {@link DatasetStallsTest} measures read nothing on the UI thread. */
@ExtendWith(LoggedErrors.class)
class DatasetDriveTest {
    private static final int IMAGES = 20_000;
    private static final int PEOPLE = 400;

    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
        workplace.show(Ids.DATA);
    }

    /** A set that is read on the UI thread throws, which the workbench logs. */
    @Test
    void nothingIsReadOnTheUiThread(@TempDir Path folder) throws IOException {
        DatasetDrive drive =
                new DatasetDrive(workplace, LargeDataset.in(folder, IMAGES, PEOPLE), IMAGES, PEOPLE, Duration.ZERO);
        List<IStatus> faults = new ArrayList<>();
        ILogListener listener = (status, plugin) -> faults.add(status);
        Platform.addLogListener(listener);
        try {
            drive.drive("");
        } finally {
            Platform.removeLogListener(listener);
        }
        assertEquals(
                List.of(),
                faults.stream().filter(one -> one.getException() != null).toList());
        assertTrue(drive.lines().size() > 10);
    }
}
