package org.idem.ui.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.contexts.IContextService;
import org.idem.metrics.PairUnits;
import org.idem.run.Evaluation;
import org.idem.run.RunDirectory;
import org.idem.ui.dialogs.ReportOffer;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.parts.ReadOnlyEditor;
import org.idem.ui.selection.PartSelection;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * One evaluation, or several beside each other: summary, curves, scores with a threshold to move, and the wrong pairs. All
 * pages show the same threshold.
 */
public final class VerificationEditor extends ReadOnlyEditor {
    private static final String KEYS = "org.idem.ui.context.pairs";

    private final ThresholdModel threshold = new ThresholdModel();
    private final List<VerificationPage> pages = new ArrayList<>();
    private List<EvaluationInput> inputs = List.of();
    private Path folder;
    private List<EvaluationReading> shown = List.of();
    private VerificationHeader header;
    private PairsPage pairs;
    private LoadJob<Read> loading;

    @Override
    public void init(IEditorSite site, IEditorInput given) throws PartInitException {
        inputs = inputs(given);
        if (inputs.isEmpty() || !given.exists()) {
            throw new PartInitException("This evaluation is gone: " + given.getToolTipText());
        }
        super.init(site, given);
        site.setSelectionProvider(new PartSelection());
        site.getService(IContextService.class).activateContext(KEYS);
        setPartName(given.getName());
    }

    private static List<EvaluationInput> inputs(IEditorInput given) {
        if (given instanceof EvaluationsInput several) {
            return several.evaluations();
        }
        return given instanceof EvaluationInput one ? List.of(one) : List.of();
    }

    @Override
    protected void createHeader(Composite parent) {
        String names = inputs.stream().map(EvaluationInput::getName).collect(Collectors.joining("   |   "));
        header = new VerificationHeader(parent, names, this::report);
    }

    private void report() {
        UiUpdateQueue updates = getSite().getService(UiUpdateQueue.class);
        new EvaluationReportJob(
                        getEditorInput().getName(),
                        shown,
                        folder,
                        file -> updates.runAsync(
                                () -> ReportOffer.open(getSite().getWorkbenchWindow(), file)))
                .schedule();
    }

    @Override
    protected void createPages() {
        UiUpdateQueue updates = getSite().getService(UiUpdateQueue.class);
        folder = getSite().getService(WorkFolder.class).path();
        Composite parent = getContainer();
        pairs = new PairsPage(parent, getSite(), threshold, folder);
        pages.add(
                inputs.size() == 1
                        ? new SummaryPage(parent, updates, threshold)
                        : new ComparisonPage(parent, ModelNames.models(inputs)));
        pages.add(new CurvesPage(parent, updates, threshold));
        pages.add(new ScoresPage(parent, updates, threshold));
        pages.add(pairs);
        pages.forEach(page -> addPage(page.title(), page.control()));
        loading = new LoadJob<>("Reading " + getEditorInput().getName(), this::read, this::show, updates);
        loading.schedule();
    }

    /** What the pages show. */
    private record Read(List<EvaluationReading> readings, EvaluationCharts charts) {}

    private Read read() {
        List<EvaluationReading> readings = readings();
        return new Read(readings, EvaluationCharts.of(readings));
    }

    /** The evaluations; none if one of them is gone. */
    private List<EvaluationReading> readings() {
        List<String> names = ModelNames.of(inputs);
        List<EvaluationReading> readings = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Optional<Evaluation> evaluation = inputs.get(i).read();
            if (evaluation.isEmpty()) {
                return List.of();
            }
            readings.add(EvaluationReading.of(names.get(i), evaluation.get()).withOverlap(folder));
        }
        return readings.size() == 1 ? readings : compared(readings);
    }

    /** Each with a verdict on how it compares with the first. */
    private List<EvaluationReading> compared(List<EvaluationReading> readings) {
        EvaluationReading first = readings.get(0);
        Optional<PairUnits> people = first.people(folder);
        return readings.stream()
                .map(one -> one == first ? one.comparedWith(checkpoints(readings)) : one.comparedWith(first, people))
                .toList();
    }

    /** All of these where they are of one set and one run; else none. */
    private List<EvaluationReading> checkpoints(List<EvaluationReading> readings) {
        boolean oneRun = inputs.stream().map(EvaluationInput::path).distinct().count() == 1;
        boolean oneSet = readings.stream().allMatch(one -> one.isOfTheSameSetAs(readings.get(0)));
        return oneRun && oneSet ? readings : List.of();
    }

    private void show(Read read) {
        if (isGone()) {
            return;
        }
        List<EvaluationReading> readings = read.readings();
        if (readings.isEmpty()) {
            String what = inputs.size() == 1 ? "This evaluation is" : "One of these evaluations is";
            showInstead(what + " no longer in the run.", "", () -> {});
            return;
        }
        readings.stream()
                .flatMap(reading -> reading.scored().stream())
                .findFirst()
                .ifPresent(scored -> threshold.set(scored.threshold()));
        pages.forEach(page -> page.show(readings, read.charts()));
        shown = readings;
        header.enable();
    }

    /** Shows the wrong pairs, and who of the training set looks like the selected one. */
    public void findInTraining() {
        if (isShowingPages()) {
            setActivePage(pages.indexOf(pairs));
            pairs.findInTraining();
        }
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == RunDirectory.class && !inputs.isEmpty()
                ? inputs.get(0).getAdapter(adapter)
                : super.getAdapter(adapter);
    }

    @Override
    public void dispose() {
        if (loading != null) {
            loading.cancel();
            pairs.cancel();
        }
        super.dispose();
    }
}
