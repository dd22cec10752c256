package org.idem.ui.data.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.idem.core.AtomicFiles;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.ui.data.OpenedDataset;
import org.idem.ui.jobs.WorkJob;

/** Writes pictures of a set into files, as they are stored. */
final class PictureFiles {
    private PictureFiles() {}

    /** A name for the file of a picture: what the set calls it, in one piece, with the ending of what it is. */
    static String name(EncodedImage picture) {
        String plain = picture.key().replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]+", "_");
        String ending = "." + picture.fileEnding();
        return plain.endsWith(ending) ? plain : plain + ending;
    }

    /** Writes one picture into a file, which the user agreed to replace if it was there. */
    static WorkJob saveOne(OpenedDataset set, int image, Path file) {
        return new WorkJob("Saving " + file.getFileName()) {
            @Override
            protected void work(Progress progress) {
                byte[] bytes = set.pictures(image).get(0).copy();
                AtomicFiles.write(file, out -> out.write(bytes));
            }
        };
    }

    /** Writes pictures into a folder; what is there already stays. Says in the end what was written, on the job's thread. */
    static WorkJob saveAll(OpenedDataset set, BitSet images, Path folder, Consumer<String> done) {
        return new WorkJob("Saving images to " + folder.getFileName()) {
            @Override
            protected void work(Progress progress) {
                Counts counts = new Counts();
                int all = images.cardinality();
                for (int image : (Iterable<Integer>) images.stream()::iterator) {
                    progress.checkCancelled();
                    save(set, image, folder, counts);
                    progress.report((double) counts.all() / all, () -> Units.count(counts.all()) + " images");
                }
                done.accept(counts.words(folder));
            }
        };
    }

    private static void save(OpenedDataset set, int image, Path folder, Counts counts) {
        try {
            for (EncodedImage picture : set.pictures(image)) {
                Files.write(folder.resolve(name(picture)), picture.copy(), StandardOpenOption.CREATE_NEW);
            }
            counts.written++;
        } catch (FileAlreadyExistsException e) {
            counts.there++;
        } catch (DamagedImageException e) {
            counts.damaged++;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into " + folder + ": " + e.getMessage(), e);
        }
    }

    private static final class Counts {
        private int written;
        private int there;
        private int damaged;

        int all() {
            return IntStream.of(written, there, damaged).sum();
        }

        String words(Path folder) {
            return Units.count(written) + " images are in " + folder + "."
                    + (there == 0 ? "" : " " + Units.count(there) + " were there already and stay as they are.")
                    + (damaged == 0 ? "" : " " + Units.count(damaged) + " are damaged and left out.");
        }
    }
}
