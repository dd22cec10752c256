package org.idem.run;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the folders of runs wherever they are in a tree, without walking what is none: not deeper than a few levels, not
 * into runs, hidden folders or folders of very many, as image sets are. A folder that has not changed since it was read is
 * not read again. Not thread-safe.
 */
final class RunFinder {
    private static final System.Logger LOG = System.getLogger(RunFinder.class.getName());
    private static final Pattern STAMPED = Pattern.compile("\\d{8}-\\d{6}(-.*)?");
    private static final Set<String> NEVER = Set.of("node_modules", "target");
    private static final int DEEPEST = 4;
    /** A folder of more entries, none of which is named like a run, is an image set. */
    private static final int MOST_ENTRIES = 1000;
    /** A folder with more folders is read for runs, and not further down. */
    private static final int MOST_FOLDERS = 256;

    private static final int MOST_READ = 4000;
    /** File systems tell times in steps: what changed so recently may change again without another time. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    /**
     * The folders in a folder.
     *
     * @param modified when the folder last changed
     * @param settled whether it was read so long after that no later change can have the same time
     * @param deep whether they may hold runs further down
     */
    private record Content(Instant modified, boolean settled, List<Path> folders, boolean deep) {}

    private record Place(Path folder, int depth, boolean deep) {}

    private final Path root;
    private Map<Path, Content> known = new HashMap<>();
    private Set<Path> runs = new LinkedHashSet<>();

    RunFinder(Path root) {
        this.root = root;
    }

    /** The folders that look like runs, in no order. */
    Set<Path> find() {
        Set<Path> found = new LinkedHashSet<>();
        Map<Path, Content> now = new HashMap<>();
        Set<Object> visited = new HashSet<>();
        Deque<Place> places = new ArrayDeque<>(List.of(new Place(root, 0, true)));
        while (!places.isEmpty() && now.size() < MOST_READ) {
            Place place = places.remove();
            if (runs.contains(place.folder()) || isRun(place.folder())) {
                found.add(place.folder());
            } else if (place.deep() && place.depth() <= DEEPEST) {
                Content content = content(place.folder(), visited);
                now.put(place.folder(), content);
                content.folders().forEach(inner -> places.add(new Place(inner, place.depth() + 1, content.deep())));
            }
        }
        known = now;
        runs = found;
        return found;
    }

    /** Nothing of what is no folder, may not be read, or was reached by another path before. */
    private Content content(Path folder, Set<Object> visited) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
            Object key = attributes.fileKey() == null ? folder.toRealPath() : attributes.fileKey();
            Instant modified = attributes.lastModifiedTime().toInstant();
            if (!attributes.isDirectory() || !visited.add(key)) {
                return new Content(modified, false, List.of(), false);
            }
            Content before = known.get(folder);
            return before != null && before.settled() && before.modified().equals(modified)
                    ? before
                    : read(folder, modified);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, "a folder that went away or may not be read", e);
            return new Content(Instant.EPOCH, false, List.of(), false);
        }
    }

    private static Content read(Path folder, Instant modified) throws IOException {
        boolean settled = modified.plus(SETTLED).isBefore(Instant.now());
        List<Path> folders = new ArrayList<>();
        boolean stamped = false;
        int entries = 0;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                String name = entry.getFileName().toString();
                stamped |= STAMPED.matcher(name).matches();
                if (++entries > MOST_ENTRIES && !stamped) {
                    return new Content(modified, settled, List.of(), false);
                }
                if (!name.startsWith(".") && !NEVER.contains(name) && Files.isDirectory(entry)) {
                    folders.add(entry);
                }
            }
        }
        return new Content(modified, settled, folders, folders.size() <= MOST_FOLDERS);
    }

    /** By what a training makes there; a file named status.json or config.yaml alone may be anyone's. */
    static boolean isRun(Path folder) {
        Path name = folder.getFileName();
        boolean stamped = name != null && STAMPED.matcher(name.toString()).matches();
        if (Files.isDirectory(folder.resolve("metrics")) || Files.isDirectory(folder.resolve("checkpoints"))) {
            return stamped || RunDirectory.isRun(folder);
        }
        if (stamped && RunDirectory.isUnfinished(folder)) {
            return true;
        }
        Path status = folder.resolve("status.json");
        return Files.isRegularFile(status) && StatusFile.isOurs(status);
    }
}
