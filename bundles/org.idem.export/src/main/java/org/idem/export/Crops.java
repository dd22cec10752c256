package org.idem.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.config.DataConfig;
import org.idem.config.ExperimentConfig;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;
import org.idem.faces.GeneratedFaces;
import org.idem.input.transform.TransformPipeline;

/**
 * The faces that a proof looks at, ready for the network: spread over the run's verification sets, then its training
 * set, and drawn faces where these have too few or have moved away.
 */
final class Crops {
    private static final long SEED = 20_220_816;

    private final int wanted;
    private final int size;
    private final TransformPipeline transforms;
    private final Progress progress;
    private final List<float[]> crops = new ArrayList<>();

    private Crops(int wanted, int size, TransformPipeline transforms, Progress progress) {
        this.wanted = wanted;
        this.size = size;
        this.transforms = transforms;
        this.progress = progress;
    }

    /** Gives images by number. */
    private interface Source {
        EncodedImage image(int index);
    }

    /**
     * Reads crops.
     *
     * @param wanted how many
     * @param size side of the network's input
     * @param transforms what makes an input of an image
     * @return that many arrays of 3 · size · size numbers, channels first
     */
    static float[][] read(
            ExperimentConfig config, int wanted, int size, TransformPipeline transforms, Progress progress) {
        Crops reader = new Crops(wanted, size, transforms, progress);
        if (config.eval() != null) {
            config.eval().paths().forEach(path -> reader.addPairs(path, config.eval()));
        }
        reader.addImages(config.train());
        reader.addDrawn();
        return reader.crops.toArray(float[][]::new);
    }

    private void addPairs(Path path, DataConfig set) {
        if (!Files.exists(path)) {
            return;
        }
        try (PairDataset pairs = Datasets.openPairs(path, set.imageRoot())) {
            add(2 * pairs.pairs(), index -> index % 2 == 0 ? pairs.first(index / 2) : pairs.second(index / 2));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private void addImages(DataConfig set) {
        if (crops.size() == wanted || !Files.exists(set.path())) {
            return;
        }
        try (ImageDataset images = Datasets.openImages(set.path(), set.imageRoot())) {
            add(images.size(), images::image);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + set.path(), e);
        }
    }

    private void addDrawn() {
        GeneratedFaces faces = new GeneratedFaces(SEED, size);
        for (int person = 0; crops.size() < wanted; person++) {
            add(faces.draw(person, 0));
        }
    }

    /** Spreads over the set what is still wanted; damaged images are passed over. */
    private void add(int available, Source source) {
        int take = Math.min(available, wanted - crops.size());
        for (int i = 0; i < take; i++) {
            progress.checkCancelled();
            try {
                add(ImageDecoder.decode(source.image((int) ((long) i * available / take))));
            } catch (DamagedImageException e) {
                System.getLogger(Crops.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
            }
            progress.report((double) crops.size() / wanted, () -> "Reading " + crops.size() + " of " + wanted);
        }
    }

    private void add(Pixels picture) {
        float[] crop = new float[3 * size * size];
        transforms.apply(picture, 0, crop, 0);
        crops.add(crop);
    }
}
