package org.idem.ui.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.check.DataInfo;
import org.idem.data.format.Datasets;
import org.idem.ui.widgets.grid.GridModel;

/**
 * A data set that is open, with what its editor shows.
 *
 * @param source closed with the editor
 * @param grid its images
 * @param figures its header
 */
record OpenedDataset(Closeable source, GridModel grid, Map<String, String> figures) {

    /** Opens a set of any kind; takes as long as its index takes to read. */
    @SuppressWarnings("resource") // Closed with the editor.
    static OpenedDataset open(Path path) throws IOException {
        return Datasets.isPairs(path) ? ofPairs(Datasets.openPairs(path)) : ofImages(Datasets.openImages(path));
    }

    private static OpenedDataset ofImages(ImageDataset set) throws IOException {
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
        return new OpenedDataset(set, new FaceGrid(set), figures);
    }

    private static OpenedDataset ofPairs(PairDataset pairs) throws IOException {
        int same = 0;
        for (int pair = 0; pair < pairs.pairs(); pair++) {
            same += pairs.same(pair) ? 1 : 0;
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("Pairs", Units.count(pairs.pairs()));
        figures.put("One person", Units.count(same));
        figures.put("Two persons", Units.count(pairs.pairs() - (long) same));
        figures.put("Size", Units.bytes(Files.size(pairs.path())));
        return new OpenedDataset(pairs, new PairGrid(pairs), figures);
    }

    private static String format(String word) {
        return switch (word) {
            case "recordio" -> "MXNet RecordIO";
            case "list" -> "image list";
            case "folders" -> "folder per identity";
            default -> word;
        };
    }
}
