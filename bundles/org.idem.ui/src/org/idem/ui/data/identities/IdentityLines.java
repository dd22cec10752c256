package org.idem.ui.data.identities;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.identity.IdentityOrder;
import org.idem.ui.data.CheckedSets;
import org.idem.ui.data.Faces;
import org.idem.ui.data.OpenedImages;
import org.idem.ui.widgets.grid.PictureTableModel;

/** Identities of a set as lines of a table: four bytes each, whatever is shown of them is made when it is seen. */
final class IdentityLines implements PictureTableModel {
    private final ImageDataset set;
    private final IdentityIndex index;
    private final int[] flagged;
    private final int[] excluded;
    private final int[] order;

    /** Pictures are small here and large elsewhere. */
    private record Key(Path set, int image) {}

    private IdentityLines(ImageDataset set, IdentityIndex index, int[] flagged, int[] excluded, int[] order) {
        this.set = set;
        this.index = index;
        this.flagged = flagged;
        this.excluded = excluded;
        this.order = order;
    }

    /** Reads what the question needs: on a loading thread. */
    @SuppressWarnings("resource") // The set is the editor's.
    static IdentityLines of(
            OpenedImages opened, IdentityIndex index, CheckedSets checked, IdentityQuery query, Progress progress) {
        int[] flagged = flagged(index, checked.flagged(opened.path()).orElseGet(BitSet::new));
        progress.checkCancelled();
        int[] excluded = excluded(index, opened, progress);
        IntUnaryOperator number =
                switch (query.sort()) {
                    case IDENTITY -> identity -> identity;
                    case IMAGES -> index::count;
                    case FIRST -> identity -> index.first(identity) < 0 ? Integer.MAX_VALUE : index.first(identity);
                    case FLAGS -> identity ->
                            count(flagged, identity) + count(excluded, identity) + (index.count(identity) < 2 ? 1 : 0);
                };
        int[] order = IdentityOrder.of(
                index.identities(),
                identity -> query.labels().contains(identity)
                        && query.counts().contains(index.count(identity))
                        && isWanted(query.flag(), identity, index, flagged, excluded),
                number,
                query.descending());
        return new IdentityLines(opened.set(), index, flagged, excluded, order);
    }

    private static boolean isWanted(
            IdentityQuery.Flag flag, int identity, IdentityIndex index, int[] flagged, int[] excluded) {
        return switch (flag) {
            case ANY -> true;
            case SINGLE -> index.count(identity) == 1;
            case EMPTY -> index.count(identity) == 0;
            case FLAGGED -> count(flagged, identity) > 0;
            case EXCLUDED -> count(excluded, identity) > 0;
        };
    }

    /** Of nothing flagged nothing is kept. */
    private static int count(int[] counts, int identity) {
        return counts.length == 0 ? 0 : counts[identity];
    }

    private static int[] flagged(IdentityIndex index, BitSet images) {
        int[] counts = new int[images.isEmpty() ? 0 : index.identities()];
        for (int identity = 0; identity < counts.length; identity++) {
            for (int image : index.images(identity)) {
                counts[identity] += images.get(image) ? 1 : 0;
            }
        }
        return counts;
    }

    private static int[] excluded(IdentityIndex index, OpenedImages opened, Progress progress) {
        int[] counts = new int[opened.exclusions().size() == 0 ? 0 : index.identities()];
        for (int identity = 0; identity < counts.length; identity++) {
            progress.checkCancelled();
            for (int image : index.images(identity)) {
                counts[identity] += opened.exclusions().contains(image) ? 1 : 0;
            }
        }
        return counts;
    }

    /** The identity of a line. */
    int identity(int line) {
        return order[line];
    }

    /** The line of an identity, −1 if it is not shown. */
    int lineOf(int identity) {
        for (int line = 0; line < order.length; line++) {
            if (order[line] == identity) {
                return line;
            }
        }
        return -1;
    }

    /** Images of an identity. */
    int[] images(int identity) {
        return index.images(identity);
    }

    @Override
    public int size() {
        return order.length;
    }

    @Override
    public String text(int line, int column) {
        int identity = order[line];
        return switch (IdentityQuery.Column.values()[column]) {
            case IDENTITY -> Units.count(identity);
            case IMAGES -> Units.count(index.count(identity));
            case FIRST -> index.first(identity) < 0 ? "" : set.key(index.first(identity));
            case FLAGS -> flags(identity);
        };
    }

    private String flags(int identity) {
        List<String> words = new ArrayList<>();
        if (index.count(identity) < 2) {
            words.add(index.count(identity) == 0 ? "no images" : "single image");
        }
        if (count(flagged, identity) > 0) {
            words.add(Units.count(count(flagged, identity)) + " flagged by check");
        }
        if (count(excluded, identity) > 0) {
            words.add(Units.count(count(excluded, identity)) + " excluded");
        }
        return String.join(", ", words);
    }

    @Override
    public String label(int line) {
        return "Identity " + text(line, 0) + ", " + text(line, 1) + " images " + text(line, 3);
    }

    @Override
    public Object key(int line) {
        return new Key(set.path(), index.first(order[line]));
    }

    @Override
    public ImageData load(int line) throws IOException {
        int image = index.first(order[line]);
        if (image < 0) {
            throw new IOException("No images");
        }
        return Faces.load(() -> set.image(image), 2 * 36);
    }
}
