package org.idem.ui.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.core.Units;
import org.idem.data.DataInfo;
import org.idem.data.DataSets;
import org.idem.data.ImageSet;
import org.idem.data.PairSet;
import org.idem.ui.widgets.grid.GridModel;

/**
 * A data set that is open, with what its editor shows.
 *
 * @param source closed with the editor
 * @param grid its images
 * @param figures its header
 */
record OpenedSet(Closeable source, GridModel grid, Map<String, String> figures) {

    /** Opens a set of any kind; takes as long as its index takes to read. */
    @SuppressWarnings("resource") // Closed with the editor.
    static OpenedSet open(Path path) throws IOException {
        return DataSets.isPairs(path) ? ofPairs(DataSets.openPairs(path)) : ofImages(DataSets.openImages(path));
    }

    private static OpenedSet ofImages(ImageSet set) throws IOException {
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
        return new OpenedSet(set, new FaceGrid(set), figures);
    }

    private static OpenedSet ofPairs(PairSet pairs) throws IOException {
        int same = 0;
        for (int pair = 0; pair < pairs.pairs(); pair++) {
            same += pairs.same(pair) ? 1 : 0;
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("Pairs", Units.count(pairs.pairs()));
        figures.put("One person", Units.count(same));
        figures.put("Two persons", Units.count(pairs.pairs() - (long) same));
        figures.put("Size", Units.bytes(Files.size(pairs.path())));
        return new OpenedSet(pairs, new PairGrid(pairs), figures);
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
