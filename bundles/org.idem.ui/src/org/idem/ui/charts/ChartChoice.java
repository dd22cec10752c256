package org.idem.ui.charts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.eclipse.core.runtime.ILog;
import org.idem.core.AtomicFiles;
import org.idem.run.MetricTags;
import org.idem.run.compare.MetricAxis;

/**
 * Which metrics are drawn and how, as it is kept with the folder in {@code .idem/charts.properties}. Immutable.
 *
 * @param tags the metrics, a chart each, in their order; empty for the usual ones
 * @param axis what they are drawn over
 * @param smoothed whether curves are averages over bands
 */
public record ChartChoice(List<String> tags, MetricAxis axis, boolean smoothed) {
    /** Before anybody has chosen anything. */
    public static final ChartChoice USUAL = new ChartChoice(List.of(), MetricAxis.STEP, true);

    private static final int MOST_USUAL = 6;

    public ChartChoice {
        tags = List.copyOf(tags);
    }

    private static Path file(Path folder) {
        return folder.resolve(".idem").resolve("charts.properties");
    }

    /** What a folder keeps; what cannot be read counts as nothing. Not for the UI thread. */
    public static ChartChoice read(Path folder) {
        Properties all = new Properties();
        if (Files.isRegularFile(file(folder))) {
            try (BufferedReader reader = Files.newBufferedReader(file(folder))) {
                all.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                ILog.get().warn("The choice of charts cannot be read", e);
            }
        }
        List<String> tags = Arrays.stream(all.getProperty("tags", "").split("\n"))
                .filter(tag -> !tag.isBlank())
                .distinct()
                .toList();
        MetricAxis axis = Arrays.stream(MetricAxis.values())
                .filter(one -> one.name().equals(all.getProperty("axis")))
                .findFirst()
                .orElse(MetricAxis.STEP);
        return new ChartChoice(tags, axis, !"false".equals(all.getProperty("smoothed")));
    }

    /** Keeps this with a folder; one that takes no file is left as it is. Not for the UI thread. */
    public void write(Path folder) {
        Properties all = new Properties();
        all.setProperty("tags", String.join("\n", tags));
        all.setProperty("axis", axis.name());
        all.setProperty("smoothed", Boolean.toString(smoothed));
        StringWriter text = new StringWriter();
        try {
            all.store(text, null);
            AtomicFiles.write(file(folder), text.toString());
        } catch (IOException | UncheckedIOException e) {
            ILog.get().warn("The choice of charts cannot be kept in " + folder, e);
        }
    }

    /** The same with these charts, sorted so that those of one prefix stand together; none for the usual ones. */
    public ChartChoice withTags(List<String> chosen) {
        return new ChartChoice(chosen.stream().sorted().toList(), axis, smoothed);
    }

    /** The same over another axis. */
    public ChartChoice withAxis(MetricAxis chosen) {
        return new ChartChoice(tags, chosen, smoothed);
    }

    /** The same with averages over bands, or with the values themselves. */
    public ChartChoice withSmoothed(boolean on) {
        return new ChartChoice(tags, axis, on);
    }

    /** The metrics to draw of those that are recorded: loss, accuracies, learning rate and speed unless others were chosen. */
    public List<String> shown(Set<String> recorded) {
        if (!tags.isEmpty()) {
            return tags;
        }
        List<String> usual = recorded.stream()
                .filter(tag -> tag.equals(MetricTags.LOSS)
                        || tag.endsWith("/accuracy")
                        || tag.equals(MetricTags.LEARNING_RATE)
                        || tag.equals(MetricTags.IMAGES_PER_SECOND))
                .limit(MOST_USUAL)
                .toList();
        return usual.isEmpty() ? recorded.stream().limit(MOST_USUAL).toList() : usual;
    }
}
