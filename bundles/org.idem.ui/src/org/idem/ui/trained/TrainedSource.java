package org.idem.ui.trained;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.identity.IdentityIndex;
import org.idem.ui.data.IdentityIndexes;
import org.idem.ui.data.SetEmbeddings;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.doctor.KeptEmbeddings;
import org.idem.verify.figures.TrainingData;
import org.idem.verify.trained.PairInTraining;
import org.idem.verify.trained.TrainedPeople;

/**
 * Finds the people of a training set who look like the faces of an evaluation's pairs, by embeddings that a look with a model
 * left beside both sets. The training set stays open until this is closed. Thread-safe.
 */
final class TrainedSource implements Closeable {
    private final EvaluatedPairs pairs;
    private final TrainingData data;
    private final Path folder;
    private final IdentityIndexes indexes;
    private final SetEmbeddings embeddings;

    private volatile ImageDataset set;
    private TrainedPeople people;
    private volatile boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param data the training set
     * @param folder where relative paths may start
     */
    TrainedSource(
            EvaluatedPairs pairs, TrainingData data, Path folder, IdentityIndexes indexes, SetEmbeddings embeddings) {
        this.pairs = pairs;
        this.data = data;
        this.folder = folder;
        this.indexes = indexes;
        this.embeddings = embeddings;
    }

    /**
     * What was found.
     *
     * @param set the training set, open
     * @param pair people who look like both faces
     */
    record Found(ImageDataset set, PairInTraining pair) {}

    /** The training set's file or folder. */
    Path path() {
        return folder.resolve(data.set());
    }

    /**
     * Looks for the faces of a pair: on a loading thread.
     *
     * @param pair its number in the set
     * @return empty where no model embedded both sets
     * @throws IOException if the pairs cannot be opened
     * @throws org.idem.core.InputException if one of the sets is gone or another one
     * @throws CancellationException if cancelled, or closed meanwhile
     */
    Optional<Found> find(int pair, Progress progress) throws IOException {
        Optional<TrainedPeople> now = people(progress.sub(0, 0.3));
        return now.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(set, now.get().find(pair, progress.sub(0.3, 1))));
    }

    @SuppressWarnings("resource") // The training set is closed with this.
    private synchronized Optional<TrainedPeople> people(Progress progress) throws IOException {
        if (people == null && !closed) {
            if (set == null) {
                Path root = data.imageRoot() == null ? null : folder.resolve(data.imageRoot());
                set = Datasets.openImages(path(), root);
            }
            if (closed) {
                close();
                throw new CancellationException();
            }
            IdentityIndex index = indexes.of(set, progress.sub(0, 0.5));
            List<KeptEmbeddings> trained = embeddings.all(set, index, progress.sub(0.5, 0.8));
            people = trained.isEmpty() ? null : with(trained, index, progress.sub(0.8, 1));
        }
        return Optional.ofNullable(people);
    }

    private TrainedPeople with(List<KeptEmbeddings> trained, IdentityIndex index, Progress progress)
            throws IOException {
        try (PairDataset opened = pairs.open(List.of(folder))) {
            List<Path> files = KeptEmbeddings.filesBeside(opened.path());
            return TrainedPeople.of(KeptEmbeddings.all(opened, files, progress), trained, index)
                    .orElse(null);
        }
    }

    /** Waits for nothing: a set that is being opened meanwhile is closed by the thread that opens it. */
    @Override
    public void close() {
        closed = true;
        ImageDataset open = set;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                System.getLogger(TrainedSource.class.getName())
                        .log(System.Logger.Level.DEBUG, "left open " + path(), e);
            }
        }
    }
}
