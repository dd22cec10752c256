package org.idem.ui.data.alignment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorReference;
import org.idem.core.Progress;
import org.idem.data.align.CropComparison;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.DatasetPage;
import org.idem.ui.data.OpenedDataset;
import org.idem.ui.jobs.LatestLoad;
import org.idem.ui.widgets.PictureCanvas;

/**
 * How the faces of a set are cut out: their mean against ArcFace's template, and over that of another set that is open. Read when
 * the page is first seen.
 */
public final class AlignmentPage implements DatasetPage {
    /** What its tab says. */
    public static final String TITLE = "Alignment";

    private static final int PICTURE = 224;
    private static final int ENOUGH = 100;
    private static final int FACES = 3;
    private static final String NOTHING = "Nothing";
    private static final String RINGS =
            "Rings: where ArcFace's template has the eyes, the nose and the corners of the mouth.";
    private static final String COLORS =
            " Over each other the first set is red, the other cyan, and gray what both have in one place.";

    private final DatasetContext context;
    private final OpenedDataset set;
    private final Composite page;
    private final Combo other;
    private final Label words;
    private final Label legend;
    private final Composite faces;
    private final Face mine;
    private final Face theirs;
    private final Face both;
    private final LatestLoad reading;
    /** Paths only, since their editors may close them. */
    private List<Path> others = List.of();

    private SetMean mean;

    /** A picture with its caption below. */
    private record Face(Composite holder, PictureCanvas picture, Label caption) {
        static Face in(Composite faces) {
            Composite holder = new Composite(faces, SWT.NONE);
            GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(holder);
            GridDataFactory.fillDefaults().grab(true, true).applyTo(holder);
            PictureCanvas picture = new PictureCanvas(holder, PICTURE);
            GridDataFactory.fillDefaults().grab(true, true).applyTo(picture);
            Label caption = new Label(holder, SWT.CENTER);
            GridDataFactory.fillDefaults().grab(true, false).applyTo(caption);
            return new Face(holder, picture, caption);
        }

        void show(ImageData data, String name) {
            picture.show(data, name);
            caption.setText(name.replace("&", "&&"));
            boolean isThere = !name.isEmpty();
            holder.setVisible(isThere);
            ((GridData) holder.getLayoutData()).exclude = !isThere;
        }
    }

    /** What is shown; the second mean and the comparison are null where there is no other set. */
    private record Means(SetMean mine, SetMean theirs, CropComparison comparison) {
        String words() {
            if (comparison == null) {
                return "";
            }
            boolean few = Math.min(mine.pictures(), theirs.pictures()) < ENOUGH;
            return comparison.describe() + (few ? " A mean of fewer than 100 faces still shows single people." : "");
        }
    }

    /** Reads nothing before it is shown. */
    public AlignmentPage(Composite parent, OpenedDataset set, DatasetContext context) {
        this.context = context;
        this.set = set;
        reading = new LatestLoad(context.updates());
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(page);
        Composite bar = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(bar);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(bar);
        new Label(bar, SWT.NONE).setText("&Compare with");
        other = new Combo(bar, SWT.READ_ONLY);
        GridDataFactory.fillDefaults().hint(220, SWT.DEFAULT).applyTo(other);
        other.setToolTipText("The data sets that are open in other editors");
        other.addListener(SWT.Selection, event -> read());
        words = wrapped();
        faces = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(FACES)
                .equalWidth(true)
                .spacing(8, 4)
                .applyTo(faces);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(faces);
        mine = Face.in(faces);
        theirs = Face.in(faces);
        both = Face.in(faces);
        List.of(mine, theirs, both).forEach(face -> face.show(null, ""));
        legend = wrapped();
    }

    private Label wrapped() {
        Label label = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .hint(PICTURE, SWT.DEFAULT)
                .applyTo(label);
        return label;
    }

    @Override
    public void shown() {
        Path before = chosen();
        others = openSets().stream().map(OpenedDataset::path).toList();
        List<String> names = new ArrayList<>(List.of(NOTHING));
        others.forEach(one -> names.add(name(one)));
        other.setItems(names.toArray(String[]::new));
        other.select(1 + others.indexOf(before));
        read();
    }

    /** Null for none. */
    private Path chosen() {
        int index = other.getSelectionIndex() - 1;
        return index < 0 ? null : others.get(index);
    }

    /** Sets often have one name, so that their folder tells them apart. */
    private static String name(Path one) {
        return one.getParent() == null ? one.toString() : one.getParent().getFileName() + "/" + one.getFileName();
    }

    private List<OpenedDataset> openSets() {
        List<OpenedDataset> open = new ArrayList<>();
        for (IEditorReference reference : context.site().getPage().getEditorReferences()) {
            IEditorPart editor = reference.getEditor(false);
            OpenedDataset opened = editor == null ? null : editor.getAdapter(OpenedDataset.class);
            if (opened != null && !Objects.equals(opened.path(), set.path())) {
                open.add(opened);
            }
        }
        return open;
    }

    private void read() {
        Path chosen = chosen();
        OpenedDataset second = openSets().stream()
                .filter(one -> one.path().equals(chosen))
                .findFirst()
                .orElse(null);
        if (chosen != null && second == null) {
            shown(); // its editor was closed
            return;
        }
        SetMean known = mean;
        say("Averaging faces…");
        reading.start(
                "Averaging faces of " + set.path().getFileName(),
                progress -> means(known, second, progress),
                this::show,
                this::say);
    }

    private Means means(SetMean known, OpenedDataset second, Progress progress) {
        SetMean first = known == null ? SetMean.of(set, progress.sub(0, 0.5)) : known;
        if (second == null) {
            return new Means(first, null, null);
        }
        SetMean last = SetMean.of(second, progress.sub(0.5, 1));
        boolean comparable = first.mean() != null && last.mean() != null;
        return new Means(first, last, comparable ? CropComparison.of(first.mean(), last.mean()) : null);
    }

    private void show(Means means) {
        if (page.isDisposed()) {
            return;
        }
        mean = means.mine();
        showFace(mine, means.mine());
        showFace(theirs, means.theirs());
        if (means.comparison() == null) {
            both.show(null, "");
        } else {
            both.show(TemplatePicture.over(means.mine().mean(), means.theirs().mean()), "One over the other");
        }
        boolean isAlone = means.theirs() == null;
        ((GridLayout) faces.getLayout()).numColumns = isAlone ? 1 : FACES;
        legend.setText(isAlone ? RINGS : RINGS + COLORS);
        say(isAlone && others.isEmpty() ? "Another set that is open in an editor can be laid over it." : means.words());
        page.layout(true, true);
    }

    private static void showFace(Face face, SetMean of) {
        if (of == null) {
            face.show(null, "");
        } else if (of.mean() == null) {
            face.show(null, of.name() + ": no picture can be read");
        } else {
            face.show(TemplatePicture.of(of.mean()), of.words());
        }
    }

    private void say(String sentence) {
        if (!words.isDisposed()) {
            words.setText(sentence);
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
        other.setFocus();
    }

    @Override
    public void dispose() {
        reading.cancel();
    }
}
