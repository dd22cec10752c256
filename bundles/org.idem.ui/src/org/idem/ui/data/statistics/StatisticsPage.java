package org.idem.ui.data.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Link;
import org.idem.chart.LineChartModel;
import org.idem.data.statistics.Measure;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.DatasetPage;
import org.idem.ui.data.ImageOrder;
import org.idem.ui.data.ImageQuery;
import org.idem.ui.jobs.LatestLoad;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.jobs.ToldProgress;
import org.idem.ui.widgets.chart.ChartCanvas;

/**
 * What the images of a set are like: a sample of them when the page is first seen, all of them when asked for, each time in
 * the background. Every bar of every chart leads to its images.
 */
public final class StatisticsPage implements DatasetPage {
    /** What its tab says. */
    public static final String TITLE = "Statistics";

    private static final int COLUMNS = 2;
    private static final Point CHART = new Point(220, 170);

    private final MeasurableSet set;
    private final DatasetContext context;
    private final Composite page;
    private final Link summary;
    private final SashForm halves;
    private final BarTable table;
    private final Map<String, ChartCanvas> charts = new LinkedHashMap<>();
    private final LatestLoad measuring;
    private final LatestLoad finding;
    private List<Histogram> histograms = List.of();
    private MeasuredSet measured;
    private Runnable linked = () -> {};

    /** Measures nothing until {@link #shown}. */
    public StatisticsPage(Composite parent, MeasurableSet set, DatasetContext context) {
        this.set = set;
        this.context = context;
        measuring = new LatestLoad(context.updates());
        finding = new LatestLoad(context.updates());
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(4, 4).spacing(4, 4).applyTo(page);
        summary = new Link(page, SWT.NONE);
        summary.addListener(SWT.Selection, event -> linked.run());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(summary);
        halves = new SashForm(page, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(halves);
        createCharts(halves);
        table = new BarTable(halves, this::open);
        halves.setWeights(66, 34);
        halves.setSashWidth(6);
        // Charts that nothing is known for yet would only keep the page from coming.
        halves.setVisible(false);
    }

    private void createCharts(Composite parent) {
        ScrolledComposite scrolled = new ScrolledComposite(parent, SWT.V_SCROLL);
        Composite holder = new Composite(scrolled, SWT.NONE);
        GridLayout layout = new GridLayout(COLUMNS, true);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.horizontalSpacing = 4;
        layout.verticalSpacing = 4;
        holder.setLayout(layout);
        if (set.hasPeople()) {
            addChart(holder, Histogram.IDENTITIES);
        }
        for (Measure measure : Measure.values()) {
            addChart(holder, measure.title());
        }
        scrolled.setContent(holder);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        scrolled.setMinHeight((charts.size() + COLUMNS - 1) / COLUMNS * (CHART.y + layout.verticalSpacing));
    }

    private void addChart(Composite holder, String title) {
        ChartCanvas chart = new ChartCanvas(holder, context.updates());
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
        data.widthHint = CHART.x;
        data.heightHint = CHART.y;
        chart.setLayoutData(data);
        chart.setModel(LineChartModel.reading(title));
        chart.setToolTipText("Click a bar, or press Enter on it, to see its images");
        chart.setCursor(chart.getDisplay().getSystemCursor(SWT.CURSOR_HAND));
        chart.addPickListener(value -> pick(title, value));
        chart.addListener(SWT.FocusIn, event -> table.choose(title));
        charts.put(title, chart);
    }

    private void pick(String title, double value) {
        histograms.stream().filter(one -> one.title().equals(title)).findFirst().ifPresent(histogram -> {
            Histogram.Bar bar = histogram.at(value);
            if (bar != null) {
                table.select(histogram, bar);
                open(bar);
            }
        });
    }

    private void open(Histogram.Bar bar) {
        String words = table.title() + " " + bar.range();
        finding.start(
                "Finding the images of a bar",
                progress -> new ImageQuery.Subset(
                        words, ImageOrder.of(set.tiles(bar.source().images()))),
                context::showOnly,
                this::say);
    }

    @Override
    public void shown() {
        if (measured == null && !measuring.isReading()) {
            measure("Measuring " + name(), progress -> MeasuredSet.atOnce(set, progress));
        }
    }

    private String name() {
        return String.valueOf(set.path().getFileName());
    }

    private void measure(String name, LoadJob.Reading<MeasuredSet> reading) {
        measuring.start(
                name,
                progress -> reading.read(new ToldProgress(progress, context.updates(), this::tellProgress)),
                this::show,
                this::say);
        say(name + "…", "Cancel", this::cancel);
    }

    private void tellProgress(String words) {
        if (measuring.isReading()) {
            say("Measuring: " + words, "Cancel", this::cancel);
        }
    }

    private void cancel() {
        measuring.cancel();
        if (measured == null) {
            say("Nothing has been measured.", "Measure a sample", this::shown);
        } else {
            describe();
        }
    }

    private void show(MeasuredSet now) {
        if (page.isDisposed()) {
            return;
        }
        measured = now;
        histograms = now.histograms();
        histograms.forEach(one -> charts.get(one.title()).setModel(one.chart()));
        table.show(histograms);
        halves.setVisible(true);
        describe();
    }

    private void describe() {
        say(measured.words() + ".", measured.isWhole() ? "" : "Measure all images", this::measureAll);
    }

    private void measureAll() {
        measure("Measuring all images of " + name(), progress -> MeasuredSet.all(set, progress));
    }

    private void say(String words) {
        say(words, "", () -> {});
    }

    private void say(String words, String link, Runnable action) {
        if (!summary.isDisposed()) {
            linked = action;
            summary.setText(words.replace("&", "&&") + (link.isEmpty() ? "" : "  <a>" + link + "</a>"));
        }
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public Control control() {
        return page;
    }

    @Override
    public void setFocus() {
        if (!halves.isVisible()) {
            summary.setFocus();
            return;
        }
        charts.values().iterator().next().setFocus();
    }

    @Override
    public void dispose() {
        measuring.cancel();
        finding.cancel();
    }
}
