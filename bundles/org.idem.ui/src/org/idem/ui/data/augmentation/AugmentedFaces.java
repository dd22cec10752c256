package org.idem.ui.data.augmentation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.idem.config.DataConfig;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.format.Datasets;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;
import org.idem.data.review.ImageNumbers;
import org.idem.input.Augmentation;
import org.idem.input.AugmentedImage;
import org.idem.ui.data.Faces;
import org.idem.ui.widgets.grid.PictureRow;

/** Originals beside what a training makes of them in some epochs. */
final class AugmentedFaces {
    private final AugmentationRequest request;
    private final Augmentation augmentation;

    private AugmentedFaces(AugmentationRequest request) {
        this.request = request;
        this.augmentation = Augmentation.of(request.config().loaded().require()).withSeed(request.seed());
    }

    /** Reads, decodes and transforms: on a loading thread. */
    static List<PictureRow> of(AugmentationRequest request, Progress progress) throws IOException {
        return new AugmentedFaces(request).rows(progress);
    }

    private List<PictureRow> rows(Progress progress) throws IOException {
        Map<Integer, Integer> numbers = trainingNumbers(progress.sub(0, 0.3));
        List<PictureRow> rows = new ArrayList<>();
        for (int image : request.images()) {
            progress.checkCancelled();
            rows.add(row(image, numbers.getOrDefault(image, -1)));
            progress.report(
                    0.3 + 0.7 * rows.size() / request.images().size(), () -> Units.count(rows.size()) + " images");
        }
        return rows;
    }

    /** How a training numbers the images: without those that the config excludes. */
    private Map<Integer, Integer> trainingNumbers(Progress progress) throws IOException {
        DataConfig train = request.config().train();
        if (!request.config().namesSet() || train.exclude() == null) {
            return request.images().stream().collect(Collectors.toMap(image -> image, image -> image));
        }
        Path folder = request.folder();
        Path root = train.imageRoot() == null ? null : folder.resolve(train.imageRoot());
        try (ImageDataset kept =
                Datasets.openImages(folder.resolve(train.path()), root, folder.resolve(train.exclude()))) {
            Set<String> keys = new HashSet<>();
            request.images().forEach(image -> keys.add(request.set().key(image)));
            Map<String, Integer> byKey = ImageNumbers.of(kept, keys, progress);
            return request.images().stream()
                    .filter(image -> byKey.containsKey(request.set().key(image)))
                    .collect(Collectors.toMap(
                            image -> image, image -> byKey.get(request.set().key(image))));
        }
    }

    @SuppressWarnings("resource") // The set is the editor's.
    private PictureRow row(int image, int trainingNumber) {
        String title = "#" + Units.count(image);
        try {
            LabeledImage read = request.set().read(image);
            Pixels original = ImageDecoder.decode(read.image());
            List<PictureRow.Cell> cells = new ArrayList<>();
            cells.add(new PictureRow.Cell(Faces.data(original), original.width() + " × " + original.height()));
            if (trainingNumber >= 0) {
                for (int copy = 0; copy < request.copies(); copy++) {
                    cells.add(copy(original, request.epoch() + copy, trainingNumber));
                }
            }
            String excluded = trainingNumber < 0 ? "  ·  excluded by this config" : "";
            return new PictureRow("Identity " + Units.count(read.label()) + "  ·  " + title + excluded, cells);
        } catch (DamagedImageException e) {
            return new PictureRow(title, List.of(new PictureRow.Cell(null, e.getMessage())));
        }
    }

    private PictureRow.Cell copy(Pixels original, int epoch, int trainingNumber) {
        AugmentedImage copy = augmentation.augment(original, epoch, trainingNumber, request.left());
        String done = copy.steps().stream()
                .filter(step -> step.chosen() && augmentation.optional().contains(step.entry()))
                .map(step -> shortened(augmentation.name(step.entry())))
                .collect(Collectors.joining(", "));
        return new PictureRow.Cell(Faces.data(copy.pixels()), done.isEmpty() ? "unchanged" : done);
    }

    /** Without what most names have in common: there is little room below a picture. */
    private static String shortened(String name) {
        return name.replaceAll("^Rand(om)?|Image$|Compression$", "");
    }
}
