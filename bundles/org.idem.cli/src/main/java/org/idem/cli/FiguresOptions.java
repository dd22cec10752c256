package org.idem.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.image.DamagedImageException;
import org.idem.metrics.PairUnits;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.TarBootstrap;
import org.idem.run.Evaluation;
import org.idem.run.PairScores;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.HardestPairs;
import org.idem.verify.ScoredPair;
import org.idem.verify.doctor.Diagnosis;
import org.idem.verify.doctor.FindingsFile;
import org.idem.verify.doctor.OverlappingPairs;
import org.idem.verify.errors.PairCause;
import org.idem.verify.errors.PairCauses;
import org.idem.verify.errors.PairChurn;
import org.idem.verify.figures.AttributeTable;
import org.idem.verify.figures.GroupFigures;
import org.idem.verify.figures.ModelDifference;
import org.idem.verify.figures.OverlapFigures;
import org.idem.verify.figures.PeopleInPairs;
import org.idem.verify.figures.SetFigures;
import org.idem.verify.figures.TrainingData;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is told of evaluations beside the figures that were kept. */
final class FiguresOptions {
    private static final int LEAST_RESAMPLINGS = 20;
    private static final List<Double> GROUP_FARS = List.of(1e-3, 1e-2, 1e-1);

    @Mixin
    private TarRuleOption rule;

    @Option(
            names = "--resamplings",
            paramLabel = "N",
            description = {
                "Drawings of the persons of a set that intervals rest on, as far as it is known who is in it;",
                "0 for Wilson's, which take pairs for independent (default: ${DEFAULT-VALUE})."
            })
    private int resamplings = TarBootstrap.USUAL_RESAMPLINGS;

    @Option(
            names = "--attributes",
            paramLabel = "FILE",
            description = {
                "Who is in each image and which groups it belongs to: a table with the columns key, identity and any",
                "attributes (default: SET.attributes.csv beside the set)."
            })
    private Path attributes;

    @Option(names = "--group-by-set", description = "Take each set for a group of people.")
    private boolean groupBySet;

    @Option(
            names = "--groups-far",
            paramLabel = "F",
            description =
                    "FAR of the one threshold that groups are judged at (default: 1e-3, or what can be measured).")
    private Double groupsFar;

    @Option(
            names = "--worst",
            paramLabel = "N",
            description =
                    "Tell the N worst false accepts and false rejects of each set, and what may have caused them.")
    private int worst;

    @Option(
            names = "--findings",
            paramLabel = "FILE",
            description = {
                "Findings of data doctor SET --against OTHER: figures are told without the people of both sets, too",
                "(default: those beside the set, or beside the set that the run was trained on)."
            })
    private Path findings;

    /**
     * A set whose scores and faces are at hand.
     *
     * @param overlap figures without the people of another set; empty where nobody looked for such
     */
    record ScoredSet(
            EvaluatedPairs pairs,
            PairUnits people,
            List<GroupFigures> groups,
            List<WrongPair> worst,
            Optional<OverlapFigures> overlap) {}

    /** A pair that the model gets wrong, and what may have caused it. */
    record WrongPair(ScoredPair pair, String first, String second, Set<PairCause> causes) {}

    /**
     * What is told of one model.
     *
     * @param scored the sets whose scores are at hand, in the order of {@code sets}
     */
    record ModelFigures(List<SetFigures> sets, List<Optional<ScoredSet>> scored, Optional<GroupFigures> bySet) {

        /** The worst pairs of a set, as many as were asked for. */
        List<WrongPair> worst(int set) {
            return scored.get(set).map(ScoredSet::worst).orElse(List.of());
        }

        /** Figures of a set without the people of another one. */
        Optional<OverlapFigures> overlap(int set) {
            return scored.get(set).flatMap(ScoredSet::overlap);
        }

        /** The groups of a set. */
        List<GroupFigures> groups(int set) {
            return scored.get(set).map(ScoredSet::groups).orElse(List.of());
        }
    }

    /**
     * The figures of a model's evaluations.
     *
     * @throws InputException if an option cannot be used
     */
    ModelFigures figures(List<Evaluation> evaluations) {
        requireSound();
        List<SetFigures> sets = new ArrayList<>();
        List<Optional<ScoredSet>> scored = new ArrayList<>();
        for (Evaluation evaluation : evaluations) {
            Optional<ScoredSet> opened = open(evaluation);
            sets.add(SetFigures.of(evaluation, rule.rule(), opened.map(ScoredSet::people), resamplings));
            scored.add(opened);
        }
        List<ScoredSet> all = scored.stream().flatMap(Optional::stream).toList();
        return new ModelFigures(sets, scored, groupBySet ? Optional.of(bySet(all)) : Optional.empty());
    }

    private void requireSound() {
        if (resamplings < 0 || resamplings > 0 && resamplings < LEAST_RESAMPLINGS) {
            throw wrong(
                    "--resamplings", resamplings + " drawings say nothing about an interval", "give 0, or 20 and more");
        }
        if (groupsFar != null && !(groupsFar > 0 && groupsFar < 1)) {
            throw wrong("--groups-far", groupsFar + " is no rate", "give one between 0 and 1");
        }
    }

    private static InputException wrong(String option, String message, String remedy) {
        return new InputException(Problem.error(null, option, message, remedy));
    }

    private Optional<ScoredSet> open(Evaluation evaluation) {
        Optional<EvaluatedPairs> read = SetFigures.scored(evaluation);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Optional<AttributeTable> table = attributes == null
                ? AttributeTable.beside(evaluation.file())
                : Optional.of(AttributeTable.read(attributes));
        try (PairDataset set = read.get().open(List.of(Path.of("")))) {
            PairUnits people = PeopleInPairs.of(set, read.get().scores(), table);
            return Optional.of(new ScoredSet(
                    read.get(),
                    people,
                    groups(set, read.get(), table, people),
                    worst(set, read.get()),
                    overlap(set, read.get())));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + evaluation.file(), e);
        }
    }

    private static List<Path> trained(Evaluation evaluation) {
        return TrainingData.of(evaluation).map(TrainingData::set).stream().toList();
    }

    private Optional<OverlapFigures> overlap(PairDataset set, EvaluatedPairs pairs) {
        Optional<Diagnosis> diagnosis = findings == null
                ? OverlappingPairs.findings(pairs.evaluation().file(), trained(pairs.evaluation()))
                : Optional.of(FindingsFile.read(findings));
        return diagnosis
                .flatMap(found -> OverlappingPairs.of(set, found, Progress.NONE))
                .map(overlap -> OverlapFigures.of(pairs, overlap));
    }

    private List<WrongPair> worst(PairDataset set, EvaluatedPairs pairs) {
        if (worst <= 0) {
            return List.of();
        }
        PairCauses causes = PairCauses.of(set, Progress.NONE);
        HardestPairs hardest = pairs.hardest(worst);
        return Stream.concat(hardest.falseAccepts().stream(), hardest.falseRejects().stream())
                .map(pair -> new WrongPair(
                        pair,
                        set.key(2 * pair.number()),
                        set.key(2 * pair.number() + 1),
                        causes(causes, pair.number())))
                .toList();
    }

    private static Set<PairCause> causes(PairCauses causes, int pair) {
        try {
            return causes.of(pair);
        } catch (DamagedImageException e) {
            return Set.of(); // read once when it was scored, and now no more
        }
    }

    private List<GroupFigures> groups(
            PairDataset set, EvaluatedPairs pairs, Optional<AttributeTable> table, PairUnits people) {
        if (table.isEmpty()) {
            return List.of();
        }
        double far = far(pairs.evaluation().figures().counts().impostors());
        return table.get().attributes().stream()
                .map(attribute -> GroupFigures.of(set, pairs.scores(), table.get(), attribute, people, far, drawings()))
                .toList();
    }

    private int drawings() {
        return Math.max(LEAST_RESAMPLINGS, resamplings);
    }

    private double far(long impostors) {
        return groupsFar != null
                ? groupsFar
                : GROUP_FARS.stream()
                        .filter(far -> impostors >= TarAtFarRow.neededImpostors(far))
                        .findFirst()
                        .orElse(GROUP_FARS.get(GROUP_FARS.size() - 1));
    }

    private GroupFigures bySet(List<ScoredSet> all) {
        if (all.size() < 2) {
            throw wrong(
                    "--group-by-set", "Fewer than two sets with their scores are at hand", "give several after --on");
        }
        long impostors = all.stream()
                .mapToLong(one -> one.pairs().evaluation().figures().counts().impostors())
                .sum();
        List<PairScores> scores = all.stream().map(one -> one.pairs().scores()).toList();
        List<String> names =
                all.stream().map(one -> one.pairs().evaluation().set()).toList();
        return GroupFigures.ofSets(
                names, scores, all.stream().map(ScoredSet::people).toList(), far(impostors), drawings());
    }

    /** What changes from one model to the other, set by set; empty where scores are not at hand. */
    static List<Optional<PairChurn>> churn(ModelFigures first, ModelFigures second) {
        return IntStream.range(0, first.scored().size())
                .mapToObj(i -> first.scored()
                        .get(i)
                        .flatMap(one -> second.scored().get(i).map(other -> PairChurn.of(one.pairs(), other.pairs()))))
                .toList();
    }

    /** Whether two models differ on the sets whose scores of both are at hand. */
    List<ModelDifference> differences(ModelFigures first, ModelFigures second) {
        return IntStream.range(0, first.scored().size())
                .mapToObj(i -> first.scored().get(i).flatMap(one -> second.scored()
                        .get(i)
                        .flatMap(other ->
                                ModelDifference.of(one.pairs(), other.pairs(), Optional.of(one.people()), drawings()))))
                .flatMap(Optional::stream)
                .toList();
    }
}
