package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.identity.IdentityIndex;
import org.idem.verify.doctor.KeptEmbeddings;

/** The embeddings that looks with a model left beside open sets, told from others once for all parts that ask. Thread-safe. */
public final class SetEmbeddings {
    private final Map<ImageDataset, Entry> entries = new WeakHashMap<>();

    /** Guards the reading of one set, so that others are not kept waiting by it. */
    private static final class Entry {
        private List<String> state = List.of();
        private List<KeptEmbeddings> kept = List.of();
    }

    /**
     * The newest ones of a set as its files are now: on a background thread.
     *
     * @throws java.util.concurrent.CancellationException if that is asked for while they are compared with the set
     */
    public Optional<KeptEmbeddings> of(ImageDataset set, IdentityIndex index, Progress progress) {
        return all(set, index, progress).stream().findFirst();
    }

    /**
     * Those by every model, the newest first: on a background thread.
     *
     * @throws java.util.concurrent.CancellationException if that is asked for while they are compared with the set
     */
    public List<KeptEmbeddings> all(ImageDataset set, IdentityIndex index, Progress progress) {
        Entry entry;
        synchronized (entries) {
            entry = entries.computeIfAbsent(set, one -> new Entry());
        }
        List<Path> files = KeptEmbeddings.filesBeside(set.path());
        List<String> state = files.stream().map(SetEmbeddings::state).toList();
        synchronized (entry) {
            if (!state.equals(entry.state)) {
                entry.kept = KeptEmbeddings.all(set, index, files, progress);
                entry.state = state;
            }
            return entry.kept;
        }
    }

    private static String state(Path file) {
        try {
            return file.getFileName() + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return file.getFileName() + " is gone";
        }
    }
}
