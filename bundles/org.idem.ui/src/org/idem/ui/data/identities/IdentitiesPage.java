package org.idem.ui.data.identities;

import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowDataFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.select.NumberRange;
import org.idem.ui.data.CheckedSets;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.DatasetPage;
import org.idem.ui.data.IdentityIndexes;
import org.idem.ui.data.ImageOrder;
import org.idem.ui.data.ImageQuery;
import org.idem.ui.data.OpenedImages;
import org.idem.ui.jobs.LatestLoad;
import org.idem.ui.selection.Identity;
import org.idem.ui.widgets.TextHistory;
import org.idem.ui.widgets.grid.PictureTable;

/**
 * All people of a set with their number of images, the first of them and what is unusual. Enter and double click show the
 * images of one on the page Images. Labels are read once, when the page is shown for the first time.
 */
public final class IdentitiesPage implements DatasetPage {
    /** What its tab says. */
    public static final String TITLE = "Identities";

    private static final String RANGES = "a number, 10-20, <20 or >=10";

    private final DatasetContext context;
    private final OpenedImages set;
    private final Composite page;
    private final Text labels;
    private final Text counts;
    private final Combo flag;
    private final Label words;
    private final PictureTable table;
    private final LatestLoad loading;
    private int selected = -1;

    /** Reads nothing before it is shown. */
    public IdentitiesPage(Composite parent, OpenedImages set, DatasetContext context) {
        this.context = context;
        this.set = set;
        loading = new LatestLoad(context.updates());
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        Composite bar = new Composite(page, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(bar);
        RowLayoutFactory.swtDefaults()
                .wrap(true)
                .center(true)
                .spacing(4)
                .margins(4, 2)
                .applyTo(bar);
        labels = field(bar, "Identity", "Identities: " + RANGES);
        counts = field(bar, "Images", "Number of images: " + RANGES);
        flag = new Combo(bar, SWT.READ_ONLY);
        flag.setItems(IdentityQuery.Flag.allWords().toArray(String[]::new));
        flag.select(0);
        flag.setToolTipText("What is known");
        flag.addListener(SWT.Selection, event -> read());
        words = new Label(bar, SWT.NONE);
        table = new PictureTable(page, context.updates())
                .column("Identity", 96, SWT.TRAIL)
                .column("Images", 72, SWT.TRAIL)
                .column("First image", 176, SWT.LEAD)
                .column("Unusual", 120, SWT.LEAD);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        table.addSortListener(this::read);
        table.addSelectionListener(line -> select(lines().identity(line)));
        table.addOpenListener(line -> open(lines().identity(line)));
        set.exclusions().onChange(() -> context.updates().postLatest(table, this::readIfVisible));
    }

    private Text field(Composite bar, String name, String help) {
        Text text = new Text(bar, SWT.SEARCH | SWT.ICON_CANCEL);
        TextHistory.keep(text);
        text.setMessage(name);
        text.setToolTipText(help);
        RowDataFactory.swtDefaults().hint(96, SWT.DEFAULT).applyTo(text);
        text.addListener(SWT.Modify, event -> read());
        text.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = help;
            }
        });
        return text;
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
        read();
    }

    private void readIfVisible() {
        if (!page.isDisposed() && page.isVisible()) {
            read();
        }
    }

    private void read() {
        Optional<NumberRange> identity = NumberRange.parse(labels.getText());
        Optional<NumberRange> images = NumberRange.parse(counts.getText());
        if (identity.isEmpty() || images.isEmpty()) {
            say((identity.isEmpty() ? "Identity" : "Images") + ": give " + RANGES);
            return;
        }
        IdentityQuery query = new IdentityQuery(
                identity.get(),
                images.get(),
                IdentityQuery.Flag.values()[flag.getSelectionIndex()],
                IdentityQuery.Column.values()[table.sortColumn()],
                table.isDescending());
        IdentityIndexes indexes = context.site().getService(IdentityIndexes.class);
        CheckedSets checked = context.site().getService(CheckedSets.class);
        if (table.model() == null) {
            say("Reading labels…");
        }
        loading.start(
                "Reading identities of " + set.path().getFileName(),
                progress -> lines(indexes, checked, query, progress),
                this::show,
                this::say);
    }

    @SuppressWarnings("resource") // The set is the editor's.
    private IdentityLines lines(IdentityIndexes indexes, CheckedSets checked, IdentityQuery query, Progress progress) {
        return IdentityLines.of(set, indexes.of(set.set(), progress.sub(0, 0.9)), checked, query, progress.sub(0.9, 1));
    }

    private void show(IdentityLines found) {
        table.setModel(found);
        int line = selected < 0 ? -1 : found.lineOf(selected);
        if (line >= 0) {
            table.select(line);
        }
        say(Units.count(found.size()) + (found.size() == 1 ? " identity" : " identities"));
    }

    private void say(String sentence) {
        words.setText(sentence);
        words.requestLayout();
    }

    private IdentityLines lines() {
        return (IdentityLines) table.model();
    }

    private void select(int identity) {
        selected = identity;
        context.select(this, selection());
    }

    private void open(int identity) {
        context.showOnly(
                new ImageQuery.Subset("Identity " + Units.count(identity), ImageOrder.of(lines().images(identity))));
    }

    @Override
    @SuppressWarnings("resource") // The set is the editor's.
    public ISelection selection() {
        return selected < 0 ? StructuredSelection.EMPTY : new StructuredSelection(new Identity(set.set(), selected));
    }

    @Override
    public void setFocus() {
        table.setFocus();
    }

    @Override
    public void dispose() {
        loading.cancel();
    }
}
