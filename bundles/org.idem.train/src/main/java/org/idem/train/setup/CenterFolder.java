package org.idem.train.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.plan.CenterBlocksPlan;
import org.idem.plan.ClassShard;
import org.idem.plan.DiskSpeed;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunDirectory;
import org.idem.train.centers.DiskCenters;
import org.idem.train.centers.DiskVersion;
import org.idem.train.checkpoint.NamedVersions;

/** Where a run keeps class centers that are not in memory: a file for each rank. */
final class CenterFolder {
    private static final System.Logger LOG = System.getLogger(CenterFolder.class.getName());
    private static final String CENTERS = "centers";
    private static final String ROWS = ".rows";

    private CenterFolder() {}

    /**
     * A folder in the run or, where {@code Model.pfc_config.center_folder} names another place, one there that no other
     * run has.
     */
    static Path of(TrainingPlan plan, RunDirectory run) {
        Path elsewhere = plan.config().model().layer().centerFolder();
        if (elsewhere == null) {
            return run.path().resolve(CENTERS);
        }
        Path path = run.path().toAbsolutePath().normalize();
        CRC32C crc = new CRC32C();
        crc.update(path.toString().getBytes(StandardCharsets.UTF_8));
        return elsewhere.resolve(String.format(Locale.ROOT, "%s-%08x", path.getFileName(), crc.getValue()));
    }

    /** The file of a rank that holds these identities. */
    static Path file(TrainingPlan plan, RunDirectory run, int rank, ClassShard shard) {
        int end = shard.start() + shard.count();
        return of(plan, run)
                .resolve(String.format(Locale.ROOT, "rank%04d-%09d-%09d%s", rank, shard.start(), end, ROWS));
    }

    /**
     * Says what class centers on disk will take, and how fast their disk is, before the first step.
     *
     * @throws InputException if the disk has not as much free as the training will need
     */
    static void announce(TrainingPlan plan, RunDirectory run, SetupLog log) {
        CenterBlocksPlan.of(plan).ifPresent(needs -> {
            Path folder = of(plan, run);
            long missing = needs.fileBytes() - bytes(folder);
            long free = DiskSpeed.usableBytes(folder);
            if (missing > free) {
                throw new InputException(Problem.error(
                        folder,
                        "Model.pfc_config.center_storage",
                        "The class centers of " + Units.count(plan.classes()) + " identities will take "
                                + Units.bytes(needs.fileBytes()) + " on disk with the checkpoints that are kept; "
                                + Units.bytes(free) + " are free",
                        "free space, name a folder on another disk in Model.pfc_config.center_folder, keep fewer"
                                + " checkpoints, or take bf16 in Model.pfc_config.center_format"));
            }
            if (log == SetupLog.NONE) {
                return; // another process measures and says it; two at a time would measure each other
            }
            String speed = DiskSpeed.measure(folder, needs.blockBytes(), needs.stepBlocks())
                    .map(measured -> String.format(
                            Locale.ROOT,
                            ", which takes this disk %.0f ms beside the step%s",
                            1000 * measured.secondsOf(needs.stepBlocks()),
                            measured.direct() ? "" : ", through the page cache"))
                    .orElse("");
            log.info(String.format(
                    Locale.ROOT,
                    "Class centers are on disk in %s: about %s in the end of %s for all, %s free; a step reads and"
                            + " writes at most %s blocks of %s a worker%s",
                    folder,
                    Units.bytes(needs.fileBytes()),
                    Units.bytes(needs.wholeBytes()),
                    Units.bytes(free),
                    Units.count(needs.stepBlocks()),
                    Units.bytes(needs.blockBytes()),
                    speed));
        });
    }

    private static long bytes(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            long bytes = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    /** Frees what no checkpoint of the run needs any more, in a rank's store and in files beside it. */
    static void freeOld(TrainingPlan plan, RunDirectory run, DiskCenters store) {
        try {
            List<DiskVersion> named = NamedVersions.of(run.checkpoints());
            NamedVersions.keepOnly(named, store);
            deleteOthers(plan, run, named);
        } catch (InputException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "no room is freed: {0}", e.getMessage());
        }
    }

    /** Deletes files of ranks that there are no more, once no checkpoint needs them. */
    private static void deleteOthers(TrainingPlan plan, RunDirectory run, List<DiskVersion> named) {
        try {
            Set<Path> kept = new HashSet<>();
            List<ClassShard> shards = plan.shards();
            for (int rank = 0; rank < shards.size(); rank++) {
                kept.add(real(file(plan, run, rank, shards.get(rank))));
            }
            for (DiskVersion version : named) {
                kept.add(real(version.file()));
            }
            try (Stream<Path> files = Files.list(of(plan, run))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (file.toString().endsWith(ROWS) && !kept.contains(real(file))) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "old class centers are left: {0}", e.getMessage());
        }
    }

    private static Path real(Path file) throws IOException {
        return Files.exists(file) ? file.toRealPath() : file;
    }
}
