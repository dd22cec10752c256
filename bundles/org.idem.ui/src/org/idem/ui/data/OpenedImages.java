package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.check.DataInfo;
import org.idem.ui.selection.FaceImage;

/** A training set that is open. */
public final class OpenedImages implements OpenedDataset {
    private final ImageDataset set;
    private final LabelCache labels;
    private final Map<String, String> figures;

    /** Reads a sample of the labels: on a loading thread. */
    OpenedImages(ImageDataset set) throws IOException {
        this.set = set;
        this.labels = new LabelCache(set);
        this.figures = figures(set);
    }

    private static Map<String, String> figures(ImageDataset set) throws IOException {
        Map<String, String> figures = new LinkedHashMap<>();
        int identities = set.identities();
        String known = DataInfo.knownAs(identities, set.size());
        figures.put("Images", Units.count(set.size()));
        figures.put("Identities", Units.count(identities));
        figures.put("Format", format(set.format()));
        if (Files.isRegularFile(set.path()) && !set.format().equals("list")) {
            figures.put("Size", Units.bytes(Files.size(set.path())));
        }
        if (!known.isEmpty()) {
            figures.put("Known as", known);
        }
        return figures;
    }

    private static String format(String word) {
        return switch (word) {
            case "recordio" -> "MXNet RecordIO";
            case "list" -> "image list";
            case "folders" -> "folder per identity";
            default -> word;
        };
    }

    /** The set itself; reading it is for background threads. */
    public ImageDataset set() {
        return set;
    }

    /** Its identities without waiting for a disk. */
    LabelCache labels() {
        return labels;
    }

    @Override
    public Path path() {
        return set.path();
    }

    @Override
    public int size() {
        return set.size();
    }

    @Override
    public Map<String, String> figures() {
        return figures;
    }

    @Override
    public FaceGrid grid(ImageOrder order) {
        return new FaceGrid(set, labels, order);
    }

    @Override
    public FaceImage element(int image) {
        return FaceImage.of(set, image, labels.exact(image));
    }

    @Override
    public void close() throws IOException {
        labels.close();
        set.close();
    }
}
