package org.idem.ui.data.augmentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.input.Augmentation;
import org.idem.ui.Commands;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.DatasetPage;
import org.idem.ui.data.OpenedImages;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.LatestLoad;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.grid.PictureRow;
import org.idem.ui.widgets.grid.PictureRows;

/**
 * The selected images beside what the transforms of a config make of them, epoch by epoch: the pixels that a training with
 * that config puts into its batches. Configs are read again when a file of the folder changes.
 */
public final class AugmentationPage implements DatasetPage {
    /** What its tab says. */
    public static final String TITLE = "Augmentation";

    private static final int MOST_IMAGES = 24;
    private static final int SPREAD_IMAGES = 12;

    private final DatasetContext context;
    private final OpenedImages set;
    private final Composite page;
    private final StackLayout stack = new StackLayout();
    private final Composite content;
    private final EmptyStatePane empty;
    private final AugmentationControls controls;
    private final TransformChecks transforms;
    private final Label words;
    private final PictureRows pictures;
    private final LatestLoad configsLoad;
    private final LatestLoad picturesLoad;
    private final IResourceChangeListener filesChanged = event -> laterReadConfigs();
    private List<ConfigChoice> configs = List.of();
    private List<Integer> images = List.of();
    private ConfigChoice seeded;

    /** Reads nothing before it is shown. */
    public AugmentationPage(Composite parent, OpenedImages set, DatasetContext context) {
        this.context = context;
        this.set = set;
        configsLoad = new LatestLoad(context.updates());
        picturesLoad = new LatestLoad(context.updates());
        page = new Composite(parent, SWT.NONE);
        page.setLayout(stack);
        empty = new EmptyStatePane(page);
        content = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(content);
        controls = new AugmentationControls(content, this::showPictures, this::showPictures);
        AugmentationControls.layOut(controls.control());
        transforms = new TransformChecks(content, this::showPictures);
        AugmentationControls.layOut(transforms.control());
        words = new Label(content, SWT.WRAP);
        AugmentationControls.layOut(words);
        pictures = new PictureRows(content);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(pictures);
        pictures.addSelectionListener(row -> context.select(this, selection()));
        pictures.addOpenListener(row -> context.showImage(images.get(row)));
        stack.topControl = content;
        ResourcesPlugin.getWorkspace().addResourceChangeListener(filesChanged, IResourceChangeEvent.POST_CHANGE);
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
    public void shown() {
        images = chosenImages();
        words.setText("Reading configs…");
        readConfigs();
    }

    /** The selected images, or some that are spread over the set. */
    private List<Integer> chosenImages() {
        List<Integer> selected = context.selectedImages(MOST_IMAGES);
        if (!selected.isEmpty()) {
            return selected;
        }
        int count = Math.min(SPREAD_IMAGES, set.size());
        return IntStream.range(0, count)
                .mapToObj(i -> (int) ((long) i * set.size() / count))
                .toList();
    }

    private void laterReadConfigs() {
        context.updates().postLatest(filesChanged, () -> {
            if (!page.isDisposed() && page.isVisible()) {
                readConfigs();
            }
        });
    }

    private void readConfigs() {
        Path folder = context.site().getService(WorkFolder.class).path();
        configsLoad.start(
                "Looking for configs",
                progress -> ConfigChoice.in(folder, set.path(), progress),
                this::showConfigs,
                words::setText);
    }

    private void showConfigs(List<ConfigChoice> found) {
        if (found.isEmpty()) {
            empty.show(
                    null,
                    "There is no config in this folder. A config says what is done to each image before the network"
                            + " sees it; here that can be seen.",
                    "New config for this set",
                    () -> Commands.run(
                            context.site(),
                            Commands.NEW_CONFIG,
                            Commands.SET,
                            set.path().toString()));
        }
        stack.topControl = found.isEmpty() ? empty : content;
        page.layout();
        boolean changed = !found.equals(configs);
        configs = found;
        if (changed) {
            controls.show(found);
            seeded = null;
        }
        if (!found.isEmpty()) {
            showPictures();
        }
    }

    private void showPictures() {
        if (controls.config() < 0 || controls.config() >= configs.size()) {
            return;
        }
        ConfigChoice chosen = configs.get(controls.config());
        if (chosen.loaded().config() == null) {
            showProblem(chosen.loaded().errors().get(0));
            return;
        }
        try {
            Augmentation augmentation = Augmentation.of(chosen.loaded().config());
            transforms.show(augmentation);
            if (chosen != seeded) {
                seeded = chosen;
                controls.showSeed(augmentation.seed());
                return; // The change of the seed shows them.
            }
            read(chosen, controls.seed(augmentation.seed()));
        } catch (InputException e) {
            showProblem(e.problems().get(0));
        }
    }

    private void showProblem(Problem problem) {
        picturesLoad.cancel();
        pictures.show(List.of(), List.of());
        transforms.hide();
        String where = problem.line() > 0 ? "Line " + problem.line() + ": " : "";
        String key = problem.key().isEmpty() ? "" : problem.key() + ": ";
        say("The config has errors. " + where + key + problem.message());
    }

    @SuppressWarnings("resource") // The set is the editor's.
    private void read(ConfigChoice chosen, long seed) {
        Path folder = context.site().getService(WorkFolder.class).path();
        AugmentationRequest request = new AugmentationRequest(
                set.set(), folder, chosen, seed, controls.epoch(), controls.copies(), images, transforms.left());
        picturesLoad.start(
                "Transforming images",
                progress -> AugmentedFaces.of(request, progress),
                rows -> show(request, rows),
                this::say);
    }

    private void show(AugmentationRequest request, List<PictureRow> rows) {
        List<String> headings = new ArrayList<>(List.of("Original"));
        for (int copy = 1; copy <= request.copies(); copy++) {
            headings.add("Epoch " + Units.count(request.epoch() + (long) copy));
        }
        pictures.show(headings, rows);
        say(sentence(request));
        context.select(this, selection());
    }

    private static String sentence(AugmentationRequest request) {
        BitSet left = request.left();
        boolean one = request.images().size() == 1;
        String which = one ? "The image" : request.images().size() + " images";
        String them = one ? "it" : "them";
        if (!request.config().namesSet()) {
            return which + ". This config trains on other data; its transforms are applied to this set.";
        }
        return left.isEmpty()
                ? which + ", pixel by pixel as a training with this config and seed sees " + them + "."
                : which + ", as a training sees " + them + " but for what is off.";
    }

    private void say(String sentence) {
        words.setText(sentence);
        words.requestLayout();
    }

    @Override
    public ISelection selection() {
        int row = pictures.selectedRow();
        return row < 0 || row >= images.size()
                ? StructuredSelection.EMPTY
                : new StructuredSelection(set.element(images.get(row)));
    }

    @Override
    public void setFocus() {
        if (stack.topControl == empty) {
            empty.setFocus();
        } else {
            pictures.setFocus();
        }
    }

    @Override
    public void dispose() {
        ResourcesPlugin.getWorkspace().removeResourceChangeListener(filesChanged);
        configsLoad.cancel();
        picturesLoad.cancel();
    }
}
