package org.idem.report;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.idem.chart.ExponentialAverage;
import org.idem.core.Units;
import org.idem.metrics.FarLabel;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;
import org.idem.run.MetricSeries;
import org.idem.run.MetricTags;

/** The head of the page: the run's name and state, and the figures that one asks for first. */
final class Summary {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

    private final ReportData data;

    Summary(ReportData data) {
        this.data = data;
    }

    void write(Markup html) {
        html.open("header").leaf("h1", data.run().name());
        html.open("p", "class", "lead");
        html.leaf("span", word(), "class", "state " + data.state().name().toLowerCase(Locale.ROOT));
        html.text(" " + data.status().message() + " · report of "
                + TIME.format(data.written().atZone(ZoneId.systemDefault())));
        html.close();
        html.open("dl", "class", "tiles");
        for (Evaluation evaluation : data.lastEvaluations()) {
            verification(html, evaluation);
        }
        training(html);
        html.close().close();
    }

    private String word() {
        String name = data.state().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static void verification(Markup html, Evaluation evaluation) {
        if (Double.isFinite(evaluation.accuracy())) {
            tile(html, "Accuracy, " + evaluation.set(), Numbers.percent(evaluation.accuracy()));
        }
        TarAtFarRow honest = evaluation.table().stream()
                .filter(TarAtFarRow::isReliable)
                .reduce((first, second) -> second)
                .orElse(null);
        if (honest != null) {
            tile(html, "TAR at FAR " + FarLabel.of(honest.far()), Numbers.percent(honest.tar()));
        }
    }

    private void training(Markup html) {
        MetricSeries loss = data.series(MetricTags.LOSS);
        if (loss.size() > 0) {
            double[] smooth = ExponentialAverage.debiased(loss.values(), TrainingCurves.weight(loss.size()));
            tile(html, "Loss, smoothed", Numbers.fixed(smooth[smooth.length - 1], 3));
            double seconds = loss.wall()[loss.size() - 1] - loss.wall()[0];
            tile(html, "Time in training", Units.duration(Duration.ofMillis((long) (seconds * 1000))));
        }
        long total = data.status().progress().totalSteps();
        tile(
                html,
                "Steps",
                Units.count(data.status().progress().step()) + (total > 0 ? " of " + Units.count(total) : ""));
        double rate = Arrays.stream(data.series(MetricTags.IMAGES_PER_SECOND).values())
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        if (Double.isFinite(rate)) {
            tile(html, "Images per second", Units.rate(rate));
        }
    }

    private static void tile(Markup html, String name, String value) {
        html.open("div").leaf("dt", name).leaf("dd", value).close();
    }
}
