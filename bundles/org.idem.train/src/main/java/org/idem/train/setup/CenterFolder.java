package org.idem.train.setup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunDirectory;

/** Where a run keeps class centers that are not in memory. */
public final class CenterFolder {
    private static final String CENTERS = "centers";

    private CenterFolder() {}

    /**
     * A folder in the run or, where {@code Model.pfc_config.center_folder} names another place, one there that no other
     * run has.
     */
    public static Path of(TrainingPlan plan, RunDirectory run) {
        Path elsewhere = plan.config().model().layer().centerFolder();
        if (elsewhere == null) {
            return run.path().resolve(CENTERS);
        }
        Path path = run.path().toAbsolutePath().normalize();
        CRC32C crc = new CRC32C();
        crc.update(path.toString().getBytes(StandardCharsets.UTF_8));
        return elsewhere.resolve(String.format(Locale.ROOT, "%s-%08x", path.getFileName(), crc.getValue()));
    }
}
