package org.idem.train.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.DiskCenters;
import org.idem.train.centers.DiskVersion;

/**
 * The class centers in a checkpoint's folder, a file for each rank that wrote them: {@code .safetensors} with all values
 * where they are trained in memory, {@code .blocks} with the places of all blocks where they are trained on disk. Any
 * division into ranks, in memory or on disk, reads them.
 */
final class CenterFiles {
    static final String TENSORS = ".safetensors";
    static final String BLOCKS = ".blocks";

    private static final String PREFIX = "centers-";
    private static final int DIGITS = 9;

    private final Path folder;

    CenterFiles(Path folder) {
        this.folder = folder;
    }

    /** Adds the class centers of one rank. */
    void write(Checkpoint.Shard shard) {
        ClassShard identities = shard.identities();
        int end = identities.start() + identities.count();
        String name = String.format(Locale.ROOT, "%s%09d-%09d", PREFIX, identities.start(), end);
        if (shard.centers() instanceof DiskCenters disk) {
            BlockVersionFile.write(disk.freeze(), folder.resolve(name + BLOCKS));
        } else {
            writeTensors(shard, folder.resolve(name + TENSORS));
        }
    }

    private static void writeTensors(Checkpoint.Shard shard, Path target) {
        ClassCenters centers = shard.centers();
        SafetensorsWriter file = new SafetensorsWriter()
                .note("classes", Integer.toString(shard.identities().classes()));
        kept(centers)
                .forEach(field -> file.addRows(
                        field.key(), centers.count(), centers.dim(), (from, rows) -> centers.read(field, from, rows)));
        file.write(target);
    }

    private static Stream<CenterField> kept(ClassCenters centers) {
        return Stream.of(CenterField.values()).filter(centers::has);
    }

    /** Names of the files in the order of the identities. */
    List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw Manifest.damaged(folder, e.toString());
        }
    }

    /** The same, once each file is known to be as it was written; reads all of them. */
    List<String> checkedNames() {
        List<String> names = names();
        Manifest.check(folder, names);
        return names;
    }

    private List<SavedCenters> open(List<String> names) {
        List<SavedCenters> opened = new ArrayList<>();
        try {
            for (String name : names) {
                opened.add(open(name));
            }
            return opened;
        } catch (RuntimeException e) {
            opened.forEach(SavedCenters::close);
            throw e;
        }
    }

    private SavedCenters open(String name) {
        return name.endsWith(BLOCKS)
                ? new SavedInBlocks(BlockVersionFile.read(folder.resolve(name)))
                : new SavedInTensors(
                        folder.resolve(name),
                        Integer.parseInt(name.substring(PREFIX.length(), PREFIX.length() + DIGITS)));
    }

    /** Sets the class centers of one rank, whichever ranks had written them. */
    void loadInto(Checkpoint.Shard shard) {
        List<String> names = checkedNames();
        if (shard.centers() instanceof DiskCenters disk && restoreBlocks(names, disk, shard.identities())) {
            return;
        }
        List<SavedCenters> saved = open(names);
        try {
            requireAll(saved, shard.identities());
            copy(saved, shard);
        } finally {
            saved.forEach(SavedCenters::close);
        }
    }

    /** Whether the store took over a rank's blocks as they are. */
    private boolean restoreBlocks(List<String> names, DiskCenters disk, ClassShard identities) {
        for (String name : names) {
            if (name.endsWith(BLOCKS)) {
                DiskVersion version = BlockVersionFile.read(folder.resolve(name));
                if (version.shard().equals(identities) && disk.restore(version)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void requireAll(List<SavedCenters> saved, ClassShard identities) {
        int reached = 0;
        for (SavedCenters one : saved) {
            if (one.start() != reached) {
                throw Manifest.damaged(folder, "class centers " + reached + " to " + one.start() + " are missing");
            }
            reached = one.end();
        }
        if (reached < identities.start() + identities.count()) {
            throw Manifest.damaged(folder, "class centers from " + reached + " on are missing");
        }
    }

    private static void copy(List<SavedCenters> saved, Checkpoint.Shard shard) {
        boolean sparse = shard.centers() instanceof DiskCenters disk && reset(disk, saved);
        shard.centers().parts().forEach(part -> {
            for (SavedCenters one : saved) {
                int[] identities = identities(part, shard.identities().start())
                        .filter(identity -> identity >= one.start() && identity < one.end())
                        .filter(identity -> !sparse || one.isChanged(identity))
                        .toArray();
                if (identities.length > 0) {
                    copy(one, identities, shard);
                }
            }
        });
    }

    /** Whether rows that were never changed begin as those of the checkpoint did, so that they need not be copied. */
    private static boolean reset(DiskCenters disk, List<SavedCenters> saved) {
        long[] seeds = saved.stream()
                .mapToLong(one -> one instanceof SavedInBlocks blocks ? blocks.initialSeed() : disk.initialSeed())
                .distinct()
                .toArray();
        disk.reset(seeds.length == 1 ? seeds[0] : disk.initialSeed());
        return seeds.length == 1;
    }

    private static IntStream identities(ClassSample part, int start) {
        return IntStream.range(0, part.size()).map(position -> start + part.id(position));
    }

    private static void copy(SavedCenters from, int[] identities, Checkpoint.Shard shard) {
        int[] ids = Arrays.stream(identities)
                .map(identity -> identity - shard.identities().start())
                .toArray();
        ClassSample rows = ClassSample.of(ids, shard.identities().count());
        for (CenterField field : kept(shard.centers()).toList()) {
            // A head that did without them may have written it; they begin anew then.
            if (field != CenterField.EXPECTATION || from.has(field)) {
                shard.centers().write(field, rows, from.read(field, identities));
            }
        }
    }

    /** The versions that the files name, whatever state they are in; empty where all values are in the checkpoint. */
    List<DiskVersion> versions() {
        return names().stream()
                .filter(name -> name.endsWith(BLOCKS))
                .map(name -> BlockVersionFile.read(folder.resolve(name)))
                .toList();
    }
}
