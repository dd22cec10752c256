package org.idem.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.idem.core.AtomicFiles;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.metrics.ConfidenceInterval;
import org.idem.metrics.FarLabel;
import org.idem.metrics.KFold;
import org.idem.metrics.PairUnits;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.TarBootstrap;
import org.idem.metrics.Verification;
import org.idem.protocol.TarChange;
import org.idem.verify.Embedder;
import org.idem.verify.EmbeddingPass;
import org.idem.verify.PairVerification;

/**
 * What an export does to true accept rates: the trained and the exported network on the same pairs, with the interval of the
 * difference by a paired bootstrap over pairs.
 *
 * @param changes one for each set and false accept rate that can be measured
 * @param tables true accept rates and thresholds of the exported network
 * @param from where the pairs come from, for people
 */
record TarComparison(List<TarChange> changes, List<MeasuredTable> tables, String from) {
    /** What a precision may certainly cost, as a part of all genuine pairs. */
    static final double ALLOWED_LOSS = 0.01;

    private static final int BATCH = 32;
    private static final long SEED = 11;
    private static final GenerateRequest DRAWN = new GenerateRequest(2, 2, Path.of(""), 1117, 112, 600, 120);

    TarComparison {
        changes = List.copyOf(changes);
        tables = List.copyOf(tables);
    }

    /**
     * Measures.
     *
     * @param sets of pairs; where there is none, pairs of drawn faces are
     * @param flip whether the embedding of the mirrored image is added
     */
    static TarComparison measure(
            List<Path> sets, Embedder trained, Embedder exported, boolean flip, Progress progress) {
        if (!sets.isEmpty()) {
            return measureAll(sets, trained, exported, flip, progress);
        }
        try {
            Path folder = Files.createTempDirectory("idem-pairs");
            try {
                int size = Math.max(16, exported.inputSize());
                FaceGenerator.generate(
                        new GenerateRequest(
                                DRAWN.identities(),
                                DRAWN.images(),
                                folder,
                                DRAWN.seed(),
                                size,
                                DRAWN.pairs(),
                                DRAWN.verifyIdentities()),
                        progress.sub(0, 0.1));
                TarComparison drawn = measureAll(
                        List.of(folder.resolve("verify.bin")), trained, exported, flip, progress.sub(0.1, 1));
                return drawn.of("drawn faces");
            } finally {
                AtomicFiles.deleteTree(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Drawn faces cannot be kept for a while", e);
        }
    }

    private TarComparison of(String source) {
        return new TarComparison(
                changes.stream()
                        .map(one ->
                                new TarChange(source, one.far(), one.trained(), one.exported(), one.low(), one.high()))
                        .toList(),
                tables.stream()
                        .map(table -> new MeasuredTable(source, table.pairs(), table.rows(), table.intervals()))
                        .toList(),
                source);
    }

    private static TarComparison measureAll(
            List<Path> sets, Embedder trained, Embedder exported, boolean flip, Progress progress) {
        EmbeddingPass pass = new EmbeddingPass(BATCH, flip, Runtime.getRuntime().availableProcessors());
        List<TarChange> changes = new ArrayList<>();
        List<MeasuredTable> tables = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            Progress part = progress.sub((double) i / sets.size(), (i + 1.0) / sets.size());
            try (PairDataset pairs = Datasets.openPairs(sets.get(i))) {
                PairVerification protocol = new PairVerification(pairs, pass, KFold.USUAL_FOLDS);
                Verification before = protocol.verify(trained, part.sub(0, 0.5)).verification();
                Verification after = protocol.verify(exported, part.sub(0.5, 1)).verification();
                changes.addAll(changes(pairs.name(), before, after));
                tables.add(MeasuredTable.of(pairs.name(), after.roc().table(), after.scores(), after.same()));
                names.add(pairs.name());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + sets.get(i), e);
            }
        }
        return new TarComparison(changes, tables, String.join(", ", names));
    }

    private static List<TarChange> changes(String set, Verification before, Verification after) {
        List<TarAtFarRow> rows =
                before.roc().table().stream().filter(TarAtFarRow::isMeasurable).toList();
        double[] fars = rows.stream().mapToDouble(TarAtFarRow::far).toArray();
        if (fars.length == 0) {
            return List.of();
        }
        ConfidenceInterval[] intervals = new TarBootstrap(before.same(), PairUnits.ofPairs(before.same().length), fars)
                .differences(ranks(before.scores()), ranks(after.scores()), TarBootstrap.USUAL_RESAMPLINGS, SEED);
        List<TarChange> changes = new ArrayList<>();
        for (int i = 0; i < fars.length; i++) {
            double now = after.roc().at(fars[i]).tar();
            changes.add(new TarChange(set, fars[i], rows.get(i).tar(), now, intervals[i].low(), intervals[i].high()));
        }
        return changes;
    }

    /**
     * Each score's place among the distinct ones. Rates depend on the order alone, and places are told apart where scores of a
     * network that hardly tells people apart are not.
     */
    private static double[] ranks(double[] scores) {
        double[] distinct = Arrays.stream(scores).sorted().distinct().toArray();
        return Arrays.stream(scores)
                .map(score -> Arrays.binarySearch(distinct, score))
                .toArray();
    }

    /**
     * Refuses an export that certainly loses what matters.
     *
     * @throws ParityException if the whole interval of a change lies below what may be lost
     */
    void requireKept() {
        for (TarChange change : changes) {
            if (change.high() < -ALLOWED_LOSS) {
                throw new ParityException("The exported network tells people apart worse than the trained one: "
                        + describe(change) + "; at most " + ALLOWED_LOSS + " may be lost.");
            }
        }
    }

    /** A change in words, a part of a sentence. */
    static String describe(TarChange change) {
        return String.format(
                Locale.ROOT,
                "on %s at a false accept rate of %s the true accept rate goes from %.4f to %.4f (%+.4f, 95 %% interval"
                        + " %+.4f … %+.4f)",
                change.set(),
                FarLabel.of(change.far()),
                change.trained(),
                change.exported(),
                change.change(),
                change.low(),
                change.high());
    }
}
