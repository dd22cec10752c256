package org.idem.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.config.DataConfig;
import org.idem.config.ExperimentConfig;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;
import org.idem.faces.GeneratedFaces;

/**
 * The faces that a proof looks at.
 *
 * @param pictures as they are decoded
 * @param from where they come from, for people: {@code verify.bin (200), drawn faces (56)}
 */
record Crops(List<Pixels> pictures, String from) {
    private static final long SEED = 20_220_816;

    Crops {
        pictures = List.copyOf(pictures);
    }

    /**
     * Those of a run: spread over its verification sets, then its training set; drawn faces where these have too few or have
     * moved away, or nobody knows them.
     *
     * @param config of the run; null for none
     * @param wanted how many
     * @param size side of drawn faces in pixels
     */
    static Crops ofRun(ExperimentConfig config, int wanted, int size, Progress progress) {
        Reader reader = new Reader(wanted, progress);
        if (config != null) {
            addRun(reader, config);
        }
        return reader.completed(size);
    }

    /** Those of a run's training set; drawn faces where it has too few or has moved away, or nobody knows it. */
    static Crops ofTraining(ExperimentConfig config, int wanted, int size, Progress progress) {
        Reader reader = new Reader(wanted, progress);
        if (config != null) {
            addTraining(reader, config);
        }
        return reader.completed(size);
    }

    private static void addTraining(Reader reader, ExperimentConfig config) {
        if (Files.exists(config.train().path())) {
            reader.addImages(config.train().path(), config.train().imageRoot());
        }
    }

    private static void addRun(Reader reader, ExperimentConfig config) {
        DataConfig eval = config.eval();
        if (eval != null) {
            eval.paths().stream().filter(Files::exists).forEach(path -> reader.addPairs(path, eval.imageRoot()));
        }
        addTraining(reader, config);
    }

    /**
     * Those of a set of images or pairs; drawn faces where it has too few.
     *
     * @throws InputException if there is no such set
     */
    static Crops ofSet(Path set, int wanted, int size, Progress progress) {
        Reader reader = new Reader(wanted, progress);
        reader.addSet(set);
        return reader.completed(size);
    }

    /**
     * As many pictures of the set as it has, up to a number; none is drawn.
     *
     * @throws InputException if there is no such set, or no picture in it can be read
     */
    static Crops onlyOf(Path set, int most, Progress progress) {
        Reader reader = new Reader(most, progress);
        reader.addSet(set);
        if (reader.pictures.isEmpty()) {
            throw new InputException(
                    Problem.error(set, "", "No picture in it can be read", "idem data check lists what is damaged"));
        }
        return reader.crops();
    }

    /** Gives images by number. */
    private interface Source {
        EncodedImage image(int index);
    }

    /** Reads until there are enough. */
    private static final class Reader {
        private final int wanted;
        private final Progress progress;
        private final List<Pixels> pictures = new ArrayList<>();
        private final List<String> from = new ArrayList<>();

        Reader(int wanted, Progress progress) {
            this.wanted = wanted;
            this.progress = progress;
        }

        Crops completed(int size) {
            int before = pictures.size();
            GeneratedFaces faces = new GeneratedFaces(SEED, size);
            for (int person = 0; pictures.size() < wanted; person++) {
                pictures.add(faces.draw(person, 0));
            }
            note("drawn faces", before);
            return crops();
        }

        Crops crops() {
            return new Crops(pictures, String.join(", ", from));
        }

        /** A set says only when it is opened whether it holds pairs. */
        void addSet(Path set) {
            try {
                addImages(set, null);
            } catch (InputException noImages) {
                try {
                    addPairs(set, null);
                } catch (InputException noPairs) {
                    throw noImages;
                }
            }
        }

        void addPairs(Path path, Path root) {
            if (pictures.size() == wanted) {
                return;
            }
            try (PairDataset pairs = Datasets.openPairs(path, root)) {
                add(path, 2 * pairs.pairs(), pairs::image);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + path, e);
            }
        }

        void addImages(Path path, Path root) {
            if (pictures.size() == wanted) {
                return;
            }
            try (ImageDataset images = Datasets.openImages(path, root)) {
                add(path, images.size(), images::image);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + path, e);
            }
        }

        /** Spreads over the set what is still wanted; damaged images are passed over. */
        private void add(Path path, int available, Source source) {
            int before = pictures.size();
            int take = Math.min(available, wanted - before);
            for (int i = 0; i < take; i++) {
                progress.checkCancelled();
                try {
                    pictures.add(ImageDecoder.decode(source.image((int) ((long) i * available / take))));
                } catch (DamagedImageException e) {
                    System.getLogger(Crops.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
                }
                progress.report(
                        (double) pictures.size() / wanted, () -> "Reading " + pictures.size() + " of " + wanted);
            }
            note(String.valueOf(path.getFileName()), before);
        }

        private void note(String source, int before) {
            if (pictures.size() > before) {
                from.add(source + " (" + (pictures.size() - before) + ")");
            }
        }
    }
}
