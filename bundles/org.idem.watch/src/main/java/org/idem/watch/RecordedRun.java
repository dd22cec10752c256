package org.idem.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.idem.config.DivergenceConfig;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.run.MetricHistory;
import org.idem.run.MetricSeries;
import org.idem.run.MetricTags;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunEvent.Handling;

/**
 * A run that is over, looked at again by the rules: whoever trained it, and whether or not anything watched it then. Reads
 * files and takes time that grows with the run's steps, so it is not for a thread that paints.
 */
public final class RecordedRun {
    /** Key of {@code environment.json}: classes that a sample is told apart from in a step. */
    public static final String COMPETING_CLASSES = "competing_classes";

    /** Key of {@code environment.json} that runs of others have. */
    private static final String IMPORTED = "imported_from";
    /** Of other trainings the number of identities is not known: a loss that rests below what a guess has among so many is sound. */
    private static final double MANY_IDENTITIES = 100_000;

    private final RunDirectory run;
    private final MetricHistory history;

    /**
     * Names what is to be looked at; {@link #events} reads it.
     *
     * @param history of the run's metrics, polled by its owner
     */
    public RecordedRun(RunDirectory run, MetricHistory history) {
        this.run = run;
        this.history = history;
    }

    /**
     * What the trainer told and, with {@link Handling#FOUND}, what the rules find in the recorded steps and it did not
     * tell, by ascending step. Of a run of this project without a config that can be
     * read, or without learning rates, only the former; others are held against the default limits.
     */
    public List<RunEvent> events() {
        List<RunEvent> events = new ArrayList<>(run.events().read());
        for (Finding finding : findings()) {
            if (events.stream().noneMatch(event -> isSame(event, finding))) {
                events.add(event(finding));
            }
        }
        events.sort(Comparator.comparingLong(RunEvent::step).thenComparing(RunEvent::when));
        return events;
    }

    /** Writes what the rules find to the run's events, so that every list of runs tells it; what stands there already stays. */
    public void keepFindings() {
        List<RunEvent> told = run.events().read();
        events().stream()
                .filter(event -> event.handling() == Handling.FOUND && !told.contains(event))
                .forEach(run.events()::add);
    }

    /** The same with the metrics read, of a run that no one has read yet. */
    public static RecordedRun of(RunDirectory run) {
        MetricHistory history = new MetricHistory(run.metrics());
        history.poll();
        return new RecordedRun(run, history);
    }

    private static boolean isSame(RunEvent event, Finding finding) {
        return event.kind() == finding.kind() && event.step() == finding.step();
    }

    private RunEvent event(Finding finding) {
        Instant when = Instant.ofEpochMilli(Math.round(1000 * wall(finding.step())));
        return new RunEvent(finding.step(), when, finding.kind(), "", finding.message(), Handling.FOUND);
    }

    /** When a step was; what was measured beside the steps stands with the next one that has a loss. */
    private double wall(long step) {
        MetricSeries losses = history.series(MetricTags.LOSS);
        int found = Arrays.binarySearch(losses.steps(), step);
        int at = Math.min(found >= 0 ? found : -found - 1, losses.size() - 1);
        return at < 0 ? 0 : losses.wall()[at];
    }

    private List<Finding> findings() {
        if (isImported()) {
            return history.tags().isEmpty() ? List.of() : replay(Rules.ofRecorded(foreignContext()));
        }
        return context().map(Rules::of).map(this::replay).orElse(List.of());
    }

    /** Other trainers tell nothing themselves, and leave no config of this project. */
    private boolean isImported() {
        return run.environment().containsKey(IMPORTED);
    }

    private RuleContext foreignContext() {
        MetricSeries losses = history.series(MetricTags.LOSS);
        DivergenceConfig limits = ConfigReader.divergenceDefaults();
        double peak = peakRate();
        long last = losses.size() == 0 ? 0 : losses.steps()[losses.size() - 1];
        return new RuleContext(
                isSparse(losses) ? limits.withWindow(1) : limits, MANY_IDENTITIES, peak > 0 ? peak : Double.NaN, last);
    }

    /** Whether most steps are not logged, as where each line is a mean over many. */
    private static boolean isSparse(MetricSeries losses) {
        int n = losses.size();
        return n > 1 && losses.steps()[n - 1] - losses.steps()[0] >= 2L * (n - 1);
    }

    private double peakRate() {
        return Arrays.stream(history.series(MetricTags.LEARNING_RATE).values())
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    private Optional<RuleContext> context() {
        double peak = peakRate();
        ExperimentConfig config = ConfigReader.read(run.configFile(), List.of(), ConfigReader.Files.MAY_BE_MISSING)
                .config();
        return peak <= 0 || config == null
                ? Optional.empty()
                : Optional.of(new RuleContext(
                        config.global().divergence(),
                        competingClasses(config),
                        peak,
                        run.status().progress().totalSteps()));
    }

    /** Runs of earlier versions did not write them down. */
    private double competingClasses(ExperimentConfig config) {
        if (run.environment().get(COMPETING_CLASSES) instanceof Number classes) {
            return classes.doubleValue();
        }
        double classes = run.environment().get("identities") instanceof Number found
                ? found.doubleValue()
                : config.model().classNum();
        double ratio = config.model().layer().sampleRatios().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        return classes * ratio;
    }

    private List<Finding> replay(List<Rule> rules) {
        List<Finding> findings = new ArrayList<>();
        RecordedSteps steps = new RecordedSteps(history);
        RecordedAccuracies accuracies = new RecordedAccuracies(history);
        while (steps.next()) {
            accuracies.upTo(steps.step() - 1, one -> judge(one, rules, findings));
            for (Rule rule : rules) {
                rule.observe(steps).ifPresent(findings::add);
            }
        }
        accuracies.upTo(Long.MAX_VALUE, one -> judge(one, rules, findings));
        return findings;
    }

    private static void judge(RecordedAccuracies.Accuracy one, List<Rule> rules, List<Finding> findings) {
        rules.forEach(
                rule -> rule.observeAccuracy(one.step(), one.set(), one.value()).ifPresent(findings::add));
    }
}
