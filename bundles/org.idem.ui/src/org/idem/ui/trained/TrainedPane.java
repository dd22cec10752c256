package org.idem.ui.trained;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbenchPartSite;
import org.idem.core.Units;
import org.idem.ui.data.IdentityIndexes;
import org.idem.ui.data.SetEmbeddings;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.LatestLoad;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.figures.TrainingData;
import org.idem.verify.trained.NearestIdentity;
import org.idem.verify.trained.PairInTraining;

/**
 * The people of the training set who look like the two faces of a pair, each with the images that look most like them. What
 * it takes to know them, embeddings of both sets by one model, is offered where it is missing. UI thread only.
 */
public final class TrainedPane {
    private static final int LEAST_WIDTH = 200;
    private static final String CHOOSE = "Choose the training set…";

    private final IWorkbenchPartSite site;
    private final UiUpdateQueue updates;
    private final Path folder;
    private final Composite pane;
    private final StackLayout stack = new StackLayout();
    private final EmptyStatePane empty;
    private final Composite found;
    private final Label heading;
    private final TrainedPeopleGrid first;
    private final TrainedPeopleGrid second;
    private final LatestLoad asking;
    private final LatestLoad loading;
    private EvaluatedPairs pairs;
    private TrainedSource source;
    /** Whether it was asked what the model was trained on; no source then means that nothing tells. */
    private boolean known;

    private int pair = -1;
    private Runnable offer = () -> {};

    /**
     * An empty pane.
     *
     * @param site of the editor that it is part of, whose selection it sets
     * @param selection that selection
     */
    public TrainedPane(Composite parent, IWorkbenchPartSite site, ISelectionProvider selection) {
        this.site = site;
        updates = site.getService(UiUpdateQueue.class);
        folder = site.getService(WorkFolder.class).path();
        asking = new LatestLoad(updates);
        loading = new LatestLoad(updates);
        pane = new Composite(parent, SWT.NONE);
        pane.setLayout(stack);
        empty = new EmptyStatePane(pane);
        found = new Composite(pane, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(2)
                .equalWidth(true)
                .extendedMargins(8, 0, 0, 0)
                .spacing(8, 4)
                .applyTo(found);
        heading = new Label(found, SWT.WRAP);
        GridDataFactory.fillDefaults()
                .span(2, 1)
                .grab(true, false)
                .hint(LEAST_WIDTH, SWT.DEFAULT)
                .applyTo(heading);
        TrainedImageActions actions = new TrainedImageActions(site, selection);
        first = new TrainedPeopleGrid(found, updates, "Like the first face", actions);
        second = new TrainedPeopleGrid(found, updates, "Like the second face", actions);
        pane.addListener(SWT.Dispose, event -> close());
        say("Select a pair to see who of the training set looks like its faces.");
    }

    /** Shows pairs of this evaluation from now on. */
    public void setPairs(EvaluatedPairs shown) {
        if (shown != pairs) {
            close();
            pairs = shown;
            known = false;
            pair = -1;
            say("Select a pair to see who of the training set looks like its faces.");
            asking.start(
                    "Reading what the model was trained on",
                    progress -> TrainingData.of(shown.evaluation()),
                    data -> known(data.map(this::source).orElse(null)),
                    message -> known(null));
        }
    }

    /** Looks for the pair that was selected meanwhile. */
    private void known(TrainedSource told) {
        source = told;
        known = true;
        if (pair >= 0) {
            find(pair);
        }
    }

    private TrainedSource source(TrainingData data) {
        return new TrainedSource(
                pairs, data, folder, site.getService(IdentityIndexes.class), site.getService(SetEmbeddings.class));
    }

    /** Looks for the faces of a pair in the background. */
    @SuppressWarnings("resource") // Closed with the pane.
    public void find(int number) {
        pair = number;
        if (!known) {
            return;
        }
        if (source == null) {
            offer("What this model was trained on is not known.", CHOOSE, this::chooseSet);
            return;
        }
        TrainedSource asked = source;
        String name = asked.path().getFileName().toString();
        if (stack.topControl == empty) {
            say("Looking for both faces in " + name + "…");
        }
        loading.start(
                "Looking for both faces of pair " + Units.count(number) + " in " + name,
                progress -> asked.find(number, progress),
                answer -> show(name, answer),
                message -> offer(
                        "Who of the training set looks like them cannot be told. " + message, CHOOSE, this::chooseSet));
    }

    /** Does the next thing: brings the focus to the images, or asks for what is missing to find some. */
    public void setFocus() {
        if (stack.topControl == found) {
            first.setFocus();
        } else {
            empty.setFocus();
            offer.run();
        }
    }

    @SuppressWarnings("resource") // The set is the source's.
    private void show(String name, Optional<TrainedSource.Found> answer) {
        if (pane.isDisposed()) {
            return;
        }
        if (answer.isEmpty()) {
            offer(
                    "Nobody has looked at " + name + " and at this set of pairs with one model yet.",
                    "Embed both…",
                    this::embed);
            return;
        }
        PairInTraining people = answer.get().pair();
        offer = () -> {};
        heading.setText("Nearest in " + name + words(people));
        first.show(answer.get().set(), people.first());
        second.show(answer.get().set(), people.second());
        bringUp(found);
    }

    /** What the two lists say together. */
    private static String words(PairInTraining people) {
        if (Double.isNaN(people.cosine())) {
            return "  ·  not both faces can be read";
        }
        String cosine =
                String.format(Locale.ROOT, "  ·  cosine of the pair without mirror images %.4f", people.cosine());
        return people.isOneIdentity()
                ? "  ·  both are nearest to " + Units.count(label(people.first())) + cosine
                : cosine;
    }

    private static int label(List<NearestIdentity> people) {
        return people.get(0).identity();
    }

    @SuppressWarnings("resource") // Closed with the pane.
    private void chooseSet() {
        FileDialog dialog = new FileDialog(site.getShell(), SWT.OPEN);
        dialog.setText("Training Set");
        dialog.setFilterPath(folder.toString());
        dialog.setFilterExtensions(new String[] {"*.rec", "*.txt;*.lst;*.tsv", "*"});
        dialog.setFilterNames(new String[] {"MXNet RecordIO (*.rec)", "Image lists", "All files"});
        String chosen = dialog.open();
        if (chosen != null && !pane.isDisposed()) {
            close();
            known(source(new TrainingData(Path.of(chosen), null)));
        }
    }

    @SuppressWarnings("resource") // Closed with the pane.
    private void embed() {
        TrainedSource asked = source;
        new BothSetsEmbedding(site, pairs.evaluation())
                .ask(
                        asked.path(),
                        () -> updates.runAsync(() -> {
                            if (!pane.isDisposed() && source == asked && pair >= 0) {
                                find(pair);
                            }
                        }));
    }

    private void say(String sentence) {
        offer(sentence, "", () -> {});
    }

    private void offer(String sentence, String link, Runnable action) {
        if (!pane.isDisposed()) {
            offer = action;
            empty.show(null, sentence, link, action);
            bringUp(empty);
        }
    }

    private void bringUp(Composite top) {
        stack.topControl = top;
        pane.layout(true, true);
    }

    private void close() {
        asking.cancel();
        loading.cancel();
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
