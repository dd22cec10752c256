package org.idem.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
     * tell, by ascending step. Without a config that can be read, or without learning rates, only the former.
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

    private static boolean isSame(RunEvent event, Finding finding) {
        return event.kind() == finding.kind() && event.step() == finding.step();
    }

    private RunEvent event(Finding finding) {
        MetricSeries losses = history.series(MetricTags.LOSS);
        int at = Arrays.binarySearch(losses.steps(), finding.step());
        Instant when = Instant.ofEpochMilli(Math.round(1000 * losses.wall()[at]));
        return new RunEvent(finding.step(), when, finding.kind(), "", finding.message(), Handling.FOUND);
    }

    private List<Finding> findings() {
        return context().map(Rules::of).map(this::replay).orElse(List.of());
    }

    private Optional<RuleContext> context() {
        double peak = Arrays.stream(history.series(MetricTags.LEARNING_RATE).values())
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        ExperimentConfig config = ConfigReader.read(run.configFile(), List.of(), ConfigReader.Files.MAY_BE_MISSING)
                .config();
        return peak <= 0 || config == null
                ? Optional.empty()
                : Optional.of(new RuleContext(config.global().divergence(), competingClasses(config), peak));
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
        while (steps.next()) {
            for (Rule rule : rules) {
                rule.observe(steps).ifPresent(findings::add);
            }
        }
        return findings;
    }
}
