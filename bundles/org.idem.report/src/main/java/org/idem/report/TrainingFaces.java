package org.idem.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.idem.config.DataConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.DamagedImageException;

/** The first images of some identities of the training set. */
final class TrainingFaces {
    private static final int IDENTITIES = 8;
    private static final int EACH = 6;
    /** Labels are looked at up to here, so that a set of millions costs no more than a small one. */
    private static final int LOOKED_AT = 100_000;

    private final ReportData data;

    TrainingFaces(ReportData data) {
        this.data = data;
    }

    void write(Markup html, FaceImages images, Progress progress) {
        html.open("section").leaf("h2", "Training faces");
        try {
            DataConfig train = trainingSet();
            Path path = resolve(train.path());
            Path root = train.imageRoot() == null ? null : resolve(train.imageRoot());
            try (ImageDataset set = Datasets.openImages(path, root)) {
                html.leaf(
                        "p",
                        Units.count(set.size()) + " images of " + Units.count(set.identities()) + " identities in "
                                + path,
                        "class",
                        "lead");
                grid(html, set, images, progress);
            }
        } catch (InputException e) {
            String why = e.problems().stream().map(Problem::message).collect(Collectors.joining("; "));
            html.leaf("p", "The training set cannot be shown: " + why, "class", "none");
        } catch (IOException e) {
            html.leaf("p", "The training set cannot be shown: " + e.getMessage(), "class", "none");
        }
        html.close();
    }

    private DataConfig trainingSet() {
        LoadedConfig loaded = ConfigReader.parse(data.run().configFile(), data.config(), List.of());
        return loaded.require().train();
    }

    /** Paths in a configuration are relative to where the training was started. */
    private Path resolve(Path path) {
        Object folder = data.run().environment().get("working_directory");
        return !Files.exists(path) && folder instanceof String started
                ? Path.of(started).resolve(path)
                : path;
    }

    private static void grid(Markup html, ImageDataset set, FaceImages images, Progress progress) {
        html.open("div", "class", "identities");
        for (Map.Entry<Integer, List<Integer>> identity : choose(set, progress).entrySet()) {
            html.open("div", "class", "identity");
            html.leaf("span", "#" + identity.getKey(), "class", "number");
            for (int index : identity.getValue()) {
                progress.checkCancelled();
                images.write(html, set.image(index));
            }
            html.close();
        }
        html.close();
    }

    /** Identities spread evenly over those that stand in the first part of the set, with their first images. */
    private static Map<Integer, List<Integer>> choose(ImageDataset set, Progress progress) {
        Map<Integer, List<Integer>> found = new LinkedHashMap<>();
        int end = Math.min(set.size(), LOOKED_AT);
        for (int i = 0; i < end; i++) {
            if (i % 1000 == 0) {
                progress.checkCancelled();
            }
            add(found, set, i);
        }
        Map<Integer, List<Integer>> chosen = new LinkedHashMap<>();
        List<Integer> labels = List.copyOf(found.keySet());
        int count = Math.min(IDENTITIES, labels.size());
        for (int i = 0; i < count; i++) {
            int label = labels.get((int) ((long) i * labels.size() / count));
            chosen.put(label, found.get(label));
        }
        return chosen;
    }

    private static void add(Map<Integer, List<Integer>> found, ImageDataset set, int index) {
        try {
            List<Integer> images = found.computeIfAbsent(set.label(index), label -> new ArrayList<>(1));
            if (images.size() < EACH) {
                images.add(index);
            }
        } catch (DamagedImageException e) {
            System.getLogger(TrainingFaces.class.getName())
                    .log(System.Logger.Level.DEBUG, "left out of the report: " + e.key(), e);
        }
    }
}
