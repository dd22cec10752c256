package org.idem.verify.doctor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.identity.IdentityIndex;

/**
 * Embeddings of a set that a look with a model left beside it, for reading. Nothing is believed of a file that is not whole
 * or is of other images. Thread-safe.
 */
public final class KeptEmbeddings {
    private final Path file;
    private final CacheKey key;
    private final MappedRows rows;

    private KeptEmbeddings(Path file, CacheKey key, MappedRows rows) {
        this.file = file;
        this.key = key;
        this.rows = rows;
    }

    /** Files beside a set that may be its embeddings, the newest first; nothing is read of them. */
    public static List<Path> filesBeside(Path set) {
        Path path = set.toAbsolutePath().normalize();
        Path name = path.getFileName();
        if (name == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path.getParent())) {
            return files.filter(file -> isNamed(file.getFileName().toString(), name.toString()))
                    .sorted(Comparator.comparingLong(KeptEmbeddings::time).reversed())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isNamed(String file, String set) {
        return file.startsWith(set + ".") && file.endsWith(CacheKey.ENDING);
    }

    private static long time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Those of these files that hold the embeddings of all images of a set, in their order; each is by a model of its own.
     * Reads the set's keys and some thousand images to tell it from others.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static List<KeptEmbeddings> all(ImageDataset set, IdentityIndex index, List<Path> files, Progress progress) {
        return all(ImagesOfPeople.of(set, index), files, progress);
    }

    /**
     * The same of the images of pairs: those of pair p are images 2p and 2p + 1.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static List<KeptEmbeddings> all(PairDataset pairs, List<Path> files, Progress progress) {
        return all(ImagesOfPeople.ofNobody(pairs), files, progress);
    }

    private static List<KeptEmbeddings> all(ImagesOfPeople set, List<Path> files, Progress progress) {
        List<KeptEmbeddings> whole = files.stream()
                .flatMap(file -> open(file).stream())
                .filter(kept -> kept.key.images() == set.size())
                .toList();
        if (whole.isEmpty()) {
            return List.of();
        }
        String fingerprint = SetFingerprint.of(set, progress);
        return whole.stream().filter(kept -> kept.key.set().equals(fingerprint)).toList();
    }

    private static Optional<KeptEmbeddings> open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<CacheHeader> header = CacheHeader.read(file, channel);
            if (header.isEmpty()
                    || header.get().done() < header.get().key().images()
                    || channel.size() < CacheHeader.fileBytes(header.get().key())) {
                return Optional.empty();
            }
            CacheKey key = header.get().key();
            MappedRows rows = MappedRows.mapToRead(channel, CacheHeader.BYTES, key.images(), key.dim());
            return Optional.of(new KeptEmbeddings(file, key, rows));
        } catch (IOException | InputException e) {
            System.getLogger(KeptEmbeddings.class.getName()).log(System.Logger.Level.DEBUG, "not read: " + file, e);
            return Optional.empty();
        }
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** 64 hexadecimal digits that embeddings by other weights, or by the same ones fed otherwise, do not have. */
    public String model() {
        return key.model();
    }

    /** Number of images. */
    public int images() {
        return key.images();
    }

    /** Length of an embedding. */
    public int dim() {
        return key.dim();
    }

    /**
     * Copies embeddings of length one.
     *
     * @param first the first image
     * @param out gets {@code count} rows; one that begins with NaN is of an image that could not be read
     */
    public void read(int first, int count, float[] out) {
        rows.get(first, count, out, 0);
    }

    /** Copies an embedding of length one; false for an image that could not be read. */
    public boolean read(int image, float[] out) {
        rows.get(image, 1, out, 0);
        return !Float.isNaN(out[0]);
    }
}
