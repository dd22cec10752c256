package org.idem.data.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.idem.core.Units;
import org.idem.data.DataProblem;
import org.idem.data.LeftOut;

/**
 * The pictures of a folder with one folder per identity, both in the order of their names. Pictures in deeper folders
 * belong to the identity whose folder holds them, as in torchvision's {@code ImageFolder}; {@link FolderShards} are no
 * identities. What systems and tools hide in folders is passed over; what else is no picture is counted.
 */
final class FolderScan implements LabeledFiles {
    private static final Set<String> OF_SYSTEMS =
            Set.of("thumbs.db", "desktop.ini", "__macosx", "@eadir", "$recycle.bin", "lost+found");

    private final Path root;
    private final PackedNames folders = new PackedNames();
    private final PackedNames files = new PackedNames();
    private final LeftOutFiles leftOut = new LeftOutFiles();
    private int[] starts = new int[1024];
    private int loosePictures;
    private int shards;

    private FolderScan(Path root) {
        this.root = root;
    }

    /** Walks the folder once. */
    static FolderScan of(Path root) {
        FolderScan scan = new FolderScan(root);
        List<Path> shards = FolderShards.in(root);
        scan.shards = shards.size();
        if (shards.isEmpty()) {
            scan.addIdentities(root);
        } else {
            shards.forEach(scan::addIdentities);
        }
        return scan;
    }

    private void addIdentities(Path folder) {
        for (Path entry : entries(folder)) {
            if (Files.isDirectory(entry)) {
                addIdentity(entry);
            } else if (ImageFiles.isImage(entry)) {
                loosePictures++;
                leftOut.add("pictures outside of an identity's folder", told(entry));
            } else {
                leftOut.addFile(entry.getFileName().toString(), told(entry));
            }
        }
    }

    private void addIdentity(Path folder) {
        if (!isReadable(folder)) {
            return;
        }
        int before = files.size();
        addPictures(folder, folder);
        if (files.size() == before) {
            leftOut.add("folders without a picture", told(folder));
            return;
        }
        if (folders.size() == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[folders.size()] = before;
        folders.add(told(folder));
    }

    /** The pictures of the folder itself come first, then those of each folder in it. */
    private void addPictures(Path identity, Path folder) {
        boolean mayHoldFolders = mayHoldFolders(folder);
        List<Path> entries = entries(folder);
        Set<Path> deeper = new LinkedHashSet<>();
        entries.stream()
                .filter(entry -> (mayHoldFolders || !ImageFiles.isImage(entry)) && Files.isDirectory(entry))
                .forEach(deeper::add);
        for (Path entry : entries) {
            if (deeper.contains(entry) || !isReadable(entry)) {
                continue;
            }
            if (ImageFiles.isImage(entry)) {
                files.add(identity.relativize(entry).toString());
            } else {
                leftOut.addFile(entry.getFileName().toString(), told(entry));
            }
        }
        deeper.stream().filter(entry -> !leadsBack(entry)).forEach(entry -> addPictures(identity, entry));
    }

    /** A name that is no text in the machine's encoding cannot be opened by what it reads as. */
    private boolean isReadable(Path entry) {
        boolean readable = entry.getFileName().toString().indexOf('\uFFFD') < 0;
        if (!readable) {
            leftOut.add("with names that are no UTF-8", told(entry));
        }
        return readable;
    }

    private String told(Path entry) {
        return root.relativize(entry).toString();
    }

    /** Where a file system counts its folders, two links mean none, and no entry needs to be asked what it is. */
    private static boolean mayHoldFolders(Path folder) {
        try {
            return !(Files.getAttribute(folder, "unix:nlink") instanceof Integer links) || links != 2;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return true;
        }
    }

    /** Whether it is a link to a folder that holds it. */
    private static boolean leadsBack(Path folder) {
        try {
            return Files.isSymbolicLink(folder)
                    && folder.getParent().toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }

    /** What a folder holds, in the order of names, without what systems and tools hide there. */
    static List<Path> entries(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(entry -> !isHidden(entry)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    private static boolean isHidden(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith(".") || OF_SYSTEMS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Number of pictures that lie beside the identities' folders. */
    int loosePictures() {
        return loosePictures;
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public int identities() {
        return folders.size();
    }

    @Override
    public String path(int index) {
        return folders.get(label(index)) + "/" + files.get(index);
    }

    @Override
    public int label(int index) {
        int found = Arrays.binarySearch(starts, 0, folders.size(), index);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public List<LeftOut> leftOut() {
        return leftOut.counts();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(leftOut.notes());
        if (shards > 0) {
            notes.add("Its " + Units.count(shards)
                    + " folders are taken for shards: the folders in them are the identities");
        }
        return notes;
    }

    @Override
    public List<DataProblem> problems() {
        return List.of();
    }
}
