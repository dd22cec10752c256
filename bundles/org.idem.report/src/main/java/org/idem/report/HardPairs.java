package org.idem.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.image.DamagedImageException;
import org.idem.run.Evaluation;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.HardestPairs;
import org.idem.verify.ScoredPair;

/** The pairs that the model scores worst, with their scores, and whether it is wrong about them. */
final class HardPairs {
    private static final int MOST = 8;

    private final List<Evaluation> evaluations;
    private final List<Path> folders;

    /** @param folders where relative paths of sets may start */
    HardPairs(List<Evaluation> evaluations, List<Path> folders) {
        this.evaluations = evaluations;
        this.folders = folders;
    }

    void write(Markup html, FaceImages images, Progress progress) {
        for (Evaluation evaluation : evaluations) {
            EvaluatedPairs.read(evaluation).ifPresent(pairs -> write(html, images, progress, pairs));
        }
    }

    private void write(Markup html, FaceImages images, Progress progress, EvaluatedPairs evaluated) {
        html.open("section")
                .leaf("h2", "Hardest pairs of " + evaluated.evaluation().set());
        try (PairDataset pairs = evaluated.open(folders)) {
            set(html, images, progress, pairs, evaluated.hardest(MOST));
        } catch (InputException e) {
            String why = e.problems().stream().map(Problem::message).collect(Collectors.joining("; "));
            html.leaf("p", "The set cannot be shown: " + why, "class", "none");
        } catch (IOException e) {
            html.leaf("p", "The set cannot be shown: " + e.getMessage(), "class", "none");
        }
        html.close();
    }

    private static void set(
            Markup html, FaceImages images, Progress progress, PairDataset pairs, HardestPairs hardest) {
        html.leaf(
                "p",
                "Pairs are taken for one person from a cosine of " + Numbers.fixed(hardest.threshold(), 3)
                        + " on, the mean of the folds' thresholds.",
                "class",
                "lead");
        html.leaf("h3", "Two persons, most alike").open("div", "class", "pairs");
        hardest.impostors().forEach(pair -> figure(html, images, progress, pairs, pair));
        html.close();
        html.leaf("h3", "One person, least alike").open("div", "class", "pairs");
        hardest.genuine().forEach(pair -> figure(html, images, progress, pairs, pair));
        html.close();
    }

    private static void figure(Markup html, FaceImages images, Progress progress, PairDataset pairs, ScoredPair pair) {
        progress.checkCancelled();
        html.open("figure", "class", "pair").open("div");
        try {
            images.write(html, pairs.first(pair.number()));
            images.write(html, pairs.second(pair.number()));
        } catch (DamagedImageException e) {
            html.leaf("span", "unreadable", "class", "damaged", "title", e.getMessage());
        }
        html.close().open("figcaption").leaf("b", Numbers.fixed(pair.cosine(), 3));
        html.text(" pair " + pair.number());
        if (pair.isError()) {
            html.text(" ").leaf("span", pair.same() ? "false reject" : "false accept", "class", "mistake");
        }
        html.close().close();
    }
}
