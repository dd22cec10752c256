package org.idem.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.DamagedImageException;
import org.idem.metrics.KFold;
import org.idem.metrics.WorstPairs;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;

/** The pairs that the model judges worst, with their scores, and whether it is wrong about them. */
final class HardPairs {
    private static final int MOST = 8;

    private final ReportData data;

    HardPairs(ReportData data) {
        this.data = data;
    }

    void write(Markup html, FaceImages images, Progress progress) {
        for (Evaluation evaluation : data.lastEvaluations()) {
            double[] scores = VerificationResults.widen(EvaluationStore.scores(evaluation));
            boolean[] same = EvaluationStore.same(evaluation);
            if (scores.length == 0 || scores.length != same.length) {
                continue;
            }
            html.open("section").leaf("h2", "Hardest pairs of " + evaluation.set());
            try (PairDataset pairs = Datasets.openPairs(resolve(evaluation.file()))) {
                if (pairs.pairs() == scores.length) {
                    set(html, images, progress, new Judged(pairs, scores, same, threshold(scores, same)));
                } else {
                    html.leaf("p", "The set changed since it was verified.", "class", "none");
                }
            } catch (InputException e) {
                String why = e.problems().stream().map(Problem::message).collect(Collectors.joining("; "));
                html.leaf("p", "The set cannot be shown: " + why, "class", "none");
            } catch (IOException e) {
                html.leaf("p", "The set cannot be shown: " + e.getMessage(), "class", "none");
            }
            html.close();
        }
    }

    private record Judged(PairDataset pairs, double[] scores, boolean[] same, double threshold) {
        /** Whether the model takes the pair for what it is not. */
        boolean wrong(int pair) {
            return scores[pair] > threshold != same[pair];
        }
    }

    private Path resolve(Path path) {
        Object folder = data.run().environment().get("working_directory");
        return !Files.exists(path) && folder instanceof String started
                ? Path.of(started).resolve(path)
                : path;
    }

    /** The cosine that the folds' squared distances amount to, on average. */
    private static double threshold(double[] scores, boolean[] same) {
        double[] distances = Arrays.stream(scores).map(s -> 2 - 2 * s).toArray();
        if (distances.length < KFold.USUAL_FOLDS) {
            return 0.5;
        }
        KFold folds = KFold.of(distances, same, KFold.USUAL_FOLDS);
        return 1 - Arrays.stream(folds.foldThresholds()).average().orElseThrow() / 2;
    }

    private static void set(Markup html, FaceImages images, Progress progress, Judged judged) {
        WorstPairs worst = WorstPairs.of(judged.scores(), judged.same(), MOST);
        html.leaf(
                "p",
                "Pairs are taken for one person above a cosine of " + Numbers.fixed(judged.threshold(), 3)
                        + ", the mean of the folds' thresholds.",
                "class",
                "lead");
        row(html, images, progress, judged, worst.impostors(), "Two persons, most alike", "false accept");
        row(html, images, progress, judged, worst.genuine(), "One person, least alike", "false reject");
    }

    private static void row(
            Markup html,
            FaceImages images,
            Progress progress,
            Judged judged,
            int[] pairs,
            String title,
            String mistake) {
        html.leaf("h3", title).open("div", "class", "pairs");
        for (int pair : pairs) {
            progress.checkCancelled();
            html.open("figure", "class", "pair").open("div");
            try {
                images.write(html, judged.pairs().first(pair));
                images.write(html, judged.pairs().second(pair));
            } catch (DamagedImageException e) {
                html.leaf("span", "unreadable", "class", "damaged", "title", e.getMessage());
            }
            html.close().open("figcaption").leaf("b", Numbers.fixed(judged.scores()[pair], 3));
            html.text(" pair " + pair);
            if (judged.wrong(pair)) {
                html.text(" ").leaf("span", mistake, "class", "mistake");
            }
            html.close().close();
        }
        html.close();
    }
}
