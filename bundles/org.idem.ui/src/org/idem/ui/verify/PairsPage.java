package org.idem.ui.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbenchPartSite;
import org.idem.data.review.Verdict;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.trained.TrainedPane;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.verify.EvaluatedPairs;

/**
 * The pairs that a model gets wrong at the threshold, with their faces: two persons taken for one, and one person taken for
 * two; below them the selected pair, large.
 */
final class PairsPage implements VerificationPage {
    /** A slider that moves does not read faces at each step. */
    private static final int SETTLED_MS = 250;

    private final Composite page;
    private final Combo models;
    private final Label summary;
    private final WrongPairsTable accepts;
    private final WrongPairsTable rejects;
    private final PairDetail detail;
    private final TrainedPane trained;
    private final UiUpdateQueue updates;
    private final ThresholdModel threshold;
    private final Path folder;
    private List<EvaluationReading> readings = List.of();
    private LoadJob<WrongPairs> loading;
    private Path set;
    private PairVerdicts verdicts;
    /** The one whose pairs are shown. */
    private EvaluationReading told;
    /** Number of the pair that was selected last. */
    private int selected = -1;

    /**
     * An empty page.
     *
     * @param site of the editor
     * @param folder where the paths of sets may start
     */
    PairsPage(Composite parent, IWorkbenchPartSite site, ThresholdModel threshold, Path folder) {
        this.updates = site.getService(UiUpdateQueue.class);
        this.threshold = threshold;
        this.folder = folder;
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(2)
                .margins(8, 8)
                .spacing(8, 8)
                .applyTo(page);
        summary = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(summary);
        summary.setText("Reading the pairs…");
        models = new Combo(page, SWT.READ_ONLY);
        models.setToolTipText("The model whose errors are shown");
        GridDataFactory.fillDefaults().exclude(true).applyTo(models);
        models.setVisible(false);
        models.addListener(SWT.Selection, event -> read(0));
        SashForm parts = new SashForm(page, SWT.VERTICAL);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, true).applyTo(parts);
        SashForm halves = new SashForm(parts, SWT.HORIZONTAL);
        SashForm lower = new SashForm(parts, SWT.HORIZONTAL);
        detail = new PairDetail(lower);
        trained = new TrainedPane(lower, site, site.getSelectionProvider());
        accepts = new WrongPairsTable(halves, "False accepts: two persons taken for one", this::select, this::decide);
        rejects = new WrongPairsTable(halves, "False rejects: one person taken for two", this::select, this::decide);
        parts.setWeights(60, 40);
        threshold.addListener(cosine -> read(SETTLED_MS));
    }

    @Override
    public String title() {
        return "Pairs";
    }

    @Override
    public Control control() {
        return page;
    }

    @Override
    public void show(List<EvaluationReading> shown, EvaluationCharts charts) {
        readings = shown;
        models.setItems(shown.stream().map(EvaluationReading::name).toArray(String[]::new));
        models.select(0);
        GridDataFactory.fillDefaults().exclude(shown.size() < 2).applyTo(models);
        models.setVisible(shown.size() > 1);
        page.layout(true, true);
        read(0);
    }

    private void select(WrongPair pair) {
        selected = pair.scored().number();
        detail.show(pair);
        trained.find(pair.scored().number());
    }

    /** Brings the focus to the people of the training set who look like the selected pair, or offers what they take. */
    void findInTraining() {
        trained.setFocus();
    }

    private void read(int delay) {
        cancel();
        if (readings.isEmpty()) {
            return;
        }
        EvaluationReading reading = readings.get(Math.max(0, models.getSelectionIndex()));
        reading.scored().ifPresent(scored -> trained.setPairs(scored.pairs()));
        double cosine = threshold.cosine();
        List<EvaluatedPairs> others = others(reading);
        loading = new LoadJob<>(
                "Reading the pairs of " + reading.name(),
                () -> reading.scored()
                        .map(scored -> WrongPairs.of(
                                scored.pairs(), Double.isNaN(cosine) ? scored.threshold() : cosine, others, folder))
                        .orElseGet(WrongPairs::notKept),
                pairs -> show(reading, pairs),
                updates);
        loading.schedule(delay);
    }

    /** Keeps verdicts beside the set, and shows them. */
    private void decide(List<WrongPair> pairs, Verdict verdict) {
        if (set == null) {
            return;
        }
        PairVerdicts kept = verdicts;
        Callable<Boolean> keep = () -> {
            pairs.forEach(pair -> kept.decide(pair.scored().number(), verdict));
            return true;
        };
        new LoadJob<>("Keeping a verdict on a pair", keep, done -> read(0), updates).schedule();
    }

    /** What other models made of the set of an evaluation. */
    private List<EvaluatedPairs> others(EvaluationReading reading) {
        return readings.stream()
                .filter(other -> other != reading && other.isOfTheSameSetAs(reading))
                .flatMap(other -> other.scored().stream())
                .map(EvaluationReading.Scored::pairs)
                .toList();
    }

    /** Ends what is being read. */
    void cancel() {
        if (loading != null) {
            loading.cancel();
        }
    }

    private void show(EvaluationReading reading, WrongPairs pairs) {
        if (page.isDisposed()) {
            return;
        }
        if (!Objects.equals(set, pairs.set())) {
            set = pairs.set();
            verdicts = set == null ? null : new PairVerdicts(set);
        }
        accepts.show(pairs.accepts());
        rejects.show(pairs.rejects());
        if (told != reading) {
            told = reading;
            accepts.tell(selected);
            rejects.tell(selected);
        }
        String words = Double.isNaN(pairs.threshold())
                ? ""
                : String.format(Locale.ROOT, "The worst pairs at a threshold of %.4f. ", pairs.threshold());
        summary.setText(words + pairs.problem());
        page.layout(true, true);
    }
}
