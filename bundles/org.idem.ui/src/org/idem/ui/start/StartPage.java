package org.idem.ui.start;

import java.util.List;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.part.EditorPart;
import org.idem.ui.folder.FolderContents;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.settings.RecentFolders;
import org.idem.ui.widgets.Colors;
import org.idem.ui.widgets.UiUpdateQueue;

/** What the folder holds, with links that open it, and what can be begun here. */
public final class StartPage extends EditorPart {
    private static final int FOUND_WIDTH = 380;
    private static final int BEGIN_WIDTH = 308;
    private static final long FRESH_NANOS = 2_000_000_000L;

    private WorkFolder folder;
    private RunsModel runs;
    private UiUpdateQueue updates;
    private ScrolledComposite scrolled;
    private Composite body;
    private Label title;
    private Label path;
    private Link summary;
    private Composite columns;
    private SurveyJob survey;
    private StartContents contents;
    private List<String> shownRuns = List.of();
    private long surveyed;
    private Runnable stopRuns = () -> {};
    private Runnable stopFolder = () -> {};

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
        setPartName(input.getName());
        folder = site.getService(WorkFolder.class);
        runs = site.getService(RunsModel.class);
        updates = site.getService(UiUpdateQueue.class);
    }

    @Override
    public void createPartControl(Composite parent) {
        scrolled = new ScrolledComposite(parent, SWT.H_SCROLL | SWT.V_SCROLL);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        scrolled.setShowFocusedControl(true);
        body = new Composite(scrolled, SWT.NONE);
        body.setBackgroundMode(SWT.INHERIT_FORCE);
        GridLayoutFactory.fillDefaults().margins(24, 20).spacing(8, 4).applyTo(body);
        title = new Label(body, SWT.NONE);
        title.setFont(JFaceResources.getHeaderFont());
        path = new Label(body, SWT.NONE);
        summary = new Link(body, SWT.NONE);
        GridDataFactory.fillDefaults().indent(0, 8).applyTo(summary);
        summary.addListener(SWT.Selection, event -> lookOrStop());
        columns = new Composite(body, SWT.NONE);
        Colors.follow(body, () -> {
            path.setForeground(Colors.quiet(body));
            summary.setLinkForeground(Colors.link(body));
        });
        scrolled.setContent(body);
        stopRuns = runs.onChange(() -> updates.postLatest(this, this::showRuns));
        stopFolder = folder.onChange(now -> updates.postLatest(this, this::look));
        contents = new StartContents(folder.path(), FolderContents.NOTHING, List.of());
        look();
    }

    private void lookOrStop() {
        if (survey != null) {
            survey.cancel();
            survey = null;
            show(contents, "The search was stopped. ");
        } else {
            look();
        }
    }

    private void look() {
        if (scrolled.isDisposed()) {
            return;
        }
        title.setText(folder.name());
        path.setText(folder.path().toString());
        summary.setText("Looking for data sets and configs… <a>Stop</a>");
        resize();
        survey();
    }

    private void survey() {
        if (survey != null) {
            survey.cancel();
        }
        RecentFolders recent = getSite().getService(RecentFolders.class);
        SurveyJob job = new SurveyJob(
                folder.name(),
                progress -> StartContents.read(folder.path(), recent.list(), progress),
                found -> updates.runAsync(() -> take(found)));
        survey = job;
        surveyed = System.nanoTime();
        job.schedule();
    }

    private void take(StartContents found) {
        if (!scrolled.isDisposed() && survey != null && found.folder().equals(folder.path())) {
            survey = null;
            if (!found.equals(contents) || columns.getChildren().length == 0) {
                show(found, "");
            }
        }
    }

    private void showRuns() {
        if (!scrolled.isDisposed() && survey == null && !lines(runs.rows()).equals(shownRuns)) {
            show(contents, "");
        }
    }

    private void show(StartContents now, String before) {
        contents = now;
        List<RunRow> rows = runs.rows();
        shownRuns = lines(rows);
        summary.setText(before + StartSummary.of(now.found(), rows.size()) + " <a>Look again</a>");
        for (Control child : columns.getChildren()) {
            child.dispose();
        }
        GridLayoutFactory.fillDefaults()
                .numColumns(2)
                .spacing(32, 0)
                .extendedMargins(0, 0, 20, 0)
                .applyTo(columns);
        StartSections sections = new StartSections(new StartActions(getSite().getPage()));
        StartColumn found = new StartColumn(columns, FOUND_WIDTH);
        sections.found(found, now, rows);
        found.fit();
        StartColumn begin = new StartColumn(columns, BEGIN_WIDTH);
        sections.begin(begin, now.recent());
        begin.fit();
        resize();
    }

    private static List<String> lines(List<RunRow> rows) {
        return rows.stream().map(row -> row.run().path() + " " + row.live()).toList();
    }

    private void resize() {
        body.layout(true, true);
        scrolled.setMinSize(body.computeSize(SWT.DEFAULT, SWT.DEFAULT));
    }

    /** Whoever comes back to the page may have made something elsewhere. */
    @Override
    public void setFocus() {
        if (survey == null && System.nanoTime() - surveyed > FRESH_NANOS) {
            survey();
        }
        if (!columns.setFocus()) {
            summary.setFocus();
        }
    }

    @Override
    public void dispose() {
        stopRuns.run();
        stopFolder.run();
        if (survey != null) {
            survey.cancel();
        }
        super.dispose();
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        // Nothing is ever changed.
    }

    @Override
    public void doSaveAs() {
        // Nothing is ever changed.
    }

    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }
}
