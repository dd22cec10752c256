package org.idem.verify.ijb;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ijb.IjbFaces;
import org.idem.data.ijb.IjbGallery;
import org.idem.data.ijb.IjbLayout;
import org.idem.data.ijb.IjbPairs;
import org.idem.metrics.ConfidenceInterval;
import org.idem.metrics.PairCounts;
import org.idem.metrics.PairUnits;
import org.idem.metrics.Roc;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.TarBootstrap;
import org.idem.metrics.TarRule;

/**
 * Judges embeddings of all faces of IJB-B or IJB-C.
 *
 * @param layout where the protocol lies
 * @param settings how faces become templates
 * @param rule how TAR at FAR is read
 * @param resamplings drawings of templates for intervals; 0 for Wilson's, which take pairs for independent
 * @param oneToN whether probes are compared with the galleries, too
 */
public record IjbProtocol(IjbLayout layout, IjbSettings settings, TarRule rule, int resamplings, boolean oneToN) {
    /** Fewer drawings than this say nothing about the ends of an interval. */
    public static final int LEAST_RESAMPLINGS = 20;

    private static final double READ = 0.1;
    private static final double POOLED = 0.3;
    private static final double SCORED = 0.6;
    private static final double DRAWN = 0.8;
    private static final long SEED = 1;

    /**
     * Judges embeddings; about a minute for IJB-C.
     *
     * @param embeddings one row for each face of the list, in its order
     * @throws InputException if they do not fit the lists, or no pairs of both kinds can be scored
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public IjbResult judge(EmbeddingRows embeddings, Progress progress) {
        IjbFaces faces = layout.faces();
        requireFit(faces, embeddings);
        IjbPairs pairs = layout.pairs(faces, progress.sub(0, READ));
        TemplatePooling pooling = new TemplatePooling(faces, embeddings, settings);
        double[][] templates = pooling.pool(progress.sub(READ, POOLED));
        double[] scores = TemplateScores.of(templates, pairs, progress.sub(POOLED, SCORED));
        Scored scored = Scored.of(scores, pairs);
        requireBothKinds(scored);
        Roc roc = Roc.of(scored.scores(), scored.same());
        List<TarAtFarRow> table = drawn(roc, scored, pairs.templateIds().size());
        return new IjbResult(
                pairs.templateIds().size(),
                withoutImages(pairs, templates),
                names(faces, pooling.missing()),
                scores,
                pairs.same(),
                scores.length - scored.scores().length,
                roc,
                table,
                rule,
                resamplings,
                oneToN
                        ? identify(TemplateTable.of(pairs.templateIds(), templates), progress.sub(DRAWN, 1))
                        : List.of());
    }

    private void requireFit(IjbFaces faces, EmbeddingRows embeddings) {
        if (embeddings.rows() != faces.size() || embeddings.width() % 2 != 0) {
            throw new InputException(Problem.error(
                    null,
                    "--embeddings",
                    "There are " + Units.count(embeddings.rows()) + " rows of " + embeddings.width() + " numbers, and "
                            + Units.count(faces.size()) + " faces in " + layout.root(),
                    "give one row for each face: its embedding, then its mirror image's"));
        }
    }

    private void requireBothKinds(Scored scored) {
        PairCounts counts = PairCounts.of(scored.same(), 0);
        if (counts.genuine() == 0 || counts.impostors() == 0) {
            throw new InputException(Problem.error(
                    layout.root(),
                    "",
                    "Of " + Units.count(counts.pairs()) + " pairs whose templates have images "
                            + Units.count(counts.genuine()) + " show one person; there must be pairs of both kinds",
                    "check that the pictures are where the lists say"));
        }
    }

    /**
     * The pairs that have a score.
     *
     * @param first place of the first template
     * @param second place of the second
     */
    private record Scored(double[] scores, boolean[] same, int[] first, int[] second) {

        static Scored of(double[] scores, IjbPairs pairs) {
            int[] kept = IntStream.range(0, scores.length)
                    .filter(i -> !Double.isNaN(scores[i]))
                    .toArray();
            if (kept.length == scores.length) {
                return new Scored(scores, pairs.same(), pairs.first(), pairs.second());
            }
            Scored some = new Scored(
                    new double[kept.length], new boolean[kept.length], new int[kept.length], new int[kept.length]);
            for (int i = 0; i < kept.length; i++) {
                some.scores[i] = scores[kept[i]];
                some.same[i] = pairs.same()[kept[i]];
                some.first[i] = pairs.first()[kept[i]];
                some.second[i] = pairs.second()[kept[i]];
            }
            return some;
        }
    }

    private List<TarAtFarRow> drawn(Roc roc, Scored scored, int templates) {
        List<TarAtFarRow> table = roc.table(rule);
        double[] fars = table.stream()
                .filter(TarAtFarRow::isMeasurable)
                .mapToDouble(TarAtFarRow::far)
                .toArray();
        if (resamplings == 0 || fars.length == 0) {
            return table;
        }
        PairUnits units = new PairUnits(PairUnits.Kind.TEMPLATES, scored.first(), scored.second(), templates);
        ConfidenceInterval[] intervals =
                new TarBootstrap(scored.same(), units, fars).intervals(scored.scores(), roc, resamplings, SEED);
        List<TarAtFarRow> rows = new ArrayList<>();
        int next = 0;
        for (TarAtFarRow row : table) {
            rows.add(row.isMeasurable() ? row.with(intervals[next++]) : row);
        }
        return rows;
    }

    private static List<Integer> withoutImages(IjbPairs pairs, double[][] templates) {
        return IntStream.range(0, pairs.templateIds().size())
                .filter(i -> i >= templates.length || templates[i] == null)
                .mapToObj(pairs.templateIds()::get)
                .sorted()
                .toList();
    }

    private static List<String> names(IjbFaces faces, BitSet missing) {
        return missing.stream().mapToObj(face -> faces.names()[face]).toList();
    }

    private List<IjbResult.GalleryResult> identify(TemplateTable templates, Progress progress) {
        IjbGallery probes = layout.probes();
        List<IjbResult.GalleryResult> results = new ArrayList<>();
        List<IjbGallery> galleries = layout.galleries();
        for (int i = 0; i < galleries.size(); i++) {
            IjbGallery gallery = galleries.get(i);
            Progress part = progress.sub((double) i / galleries.size(), (i + 1.0) / galleries.size());
            int present = templates.present(gallery).length;
            int leftOut = gallery.size() - present + probes.size() - templates.present(probes).length;
            results.add(new IjbResult.GalleryResult(
                    gallery.name(), present, leftOut, TemplateScores.identify(templates, gallery, probes, part)));
        }
        return results;
    }
}
