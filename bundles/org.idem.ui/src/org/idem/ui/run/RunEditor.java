package org.idem.ui.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.config.reader.ConfigReader;
import org.idem.core.InputException;
import org.idem.run.Evaluation;
import org.idem.run.RunCommandLine;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.code.CodeRecord;
import org.idem.ui.Commands;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.charts.ChartChoice;
import org.idem.ui.charts.ChartHistory;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.Polling;
import org.idem.ui.parts.ReadOnlyEditor;
import org.idem.ui.runs.RunRow;
import org.idem.ui.verify.EvaluationInput;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.watch.Evidence;

/** Shows one run, and what changes while it goes on. */
public final class RunEditor extends ReadOnlyEditor {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final String REPLAY_KEYS = "org.idem.ui.context.replay";

    private final List<RunPage> pages = new ArrayList<>();
    private final RunSelection selection = new RunSelection();
    private final Polling polling = new Polling("Reading the run", PERIOD, this::read);
    private final Polling keeping = new Polling("Keeping the choice of charts", Duration.ZERO, this::keep);
    private final ChartHistory charts = new ChartHistory(this::draw);
    private UiUpdateQueue updates;
    private RunReader reader;
    private RunHeader header;
    private RunReplay replay;
    private IContextActivation replayKeys;
    /** Whether the past is to be shown as soon as the run is read. */
    private boolean replayWanted;

    private volatile RunSnapshot last;
    private ChartsPage chartsPage;
    private LogPage log;
    private EventsPage events;
    private ConfigPage config;
    private EnvironmentPage environment;
    private volatile boolean fixedPartsRead;
    private volatile boolean removed;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        if (!(input instanceof RunInput run) || !run.exists()) {
            throw new PartInitException("This run is gone: " + input.getToolTipText());
        }
        super.init(site, input);
        reader = new RunReader(
                RunDirectory.open(run.path()),
                Clock.systemDefaultZone(),
                site.getService(WorkFolder.class).path());
        setPartName(input.getName());
        site.setSelectionProvider(selection);
    }

    @Override
    protected void createHeader(Composite parent) {
        updates = getSite().getService(UiUpdateQueue.class);
        header = new RunHeader(parent, this::run);
        replay = new RunReplay(parent, reader, updates, () -> last, this::showPast, this::showNow);
    }

    @Override
    protected void createPages() {
        config = new ConfigPage(getContainer());
        environment = new EnvironmentPage(getContainer());
        chartsPage = new ChartsPage(getContainer(), updates, this::choose);
        add(chartsPage);
        add(config);
        log = new LogPage(getContainer(), updates, reader.run());
        add(log);
        add(environment);
        add(new RanksPage(getContainer()));
        add(new CheckpointsPage(getContainer()));
        add(new EvaluationsPage(getContainer(), this::open));
        events = new EventsPage(getContainer(), this::showEvidence);
        add(events);
        polling.schedule();
    }

    /** Commands work on the selection of the active part. */
    private void run(String command) {
        getSite().getPage().activate(this);
        Commands.run(getSite().getService(IHandlerService.class), command);
    }

    private void add(RunPage page) {
        pages.add(page);
        addPage(page.title(), page.control());
    }

    /** A folder that is gone may come back, as that of a network does: it is looked for as long as the editor is open. */
    private boolean read() {
        boolean before = removed;
        removed = !reader.isThere();
        if (removed) {
            if (!before) {
                updates.postLatest(this, this::showRemoved);
            }
            return !isGone();
        }
        if (before) {
            reader.forget();
        }
        if (!fixedPartsRead) {
            readFixedParts();
        }
        RunSnapshot snapshot = reader.read();
        if (snapshot != null) {
            updates.postLatest(this, () -> show(snapshot));
        }
        return !isGone();
    }

    /** Config and environment are written once, when the run begins. */
    private void readFixedParts() {
        RunDirectory run = reader.run();
        if (!Files.exists(run.configFile())) {
            return;
        }
        try {
            String yaml = readConfig(run);
            Map<String, Object> properties = new LinkedHashMap<>(run.environment());
            fixedPartsRead = !properties.isEmpty();
            CodeRecord.read(run).ifPresent(code -> properties.put("code", code.summary()));
            properties.put("command_line", RunCommandLine.of(run));
            updates.runAsync(() -> showFixedParts(yaml, properties));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + run.configFile(), e);
        }
    }

    /** What is no text is told in its place. */
    private static String readConfig(RunDirectory run) throws IOException {
        try {
            return ConfigReader.readText(run.configFile());
        } catch (InputException e) {
            return "# " + e.problems().get(0).message();
        }
    }

    private void showFixedParts(String yaml, Map<String, Object> properties) {
        if (!isGone()) {
            config.setText(yaml);
            environment.setEnvironment(properties);
        }
    }

    private void showRemoved() {
        if (!isGone()) {
            endReplay();
            selection.clear();
            showInstead(
                    "This run is gone: the folder " + reader.run().path() + " was moved or removed.",
                    "Close",
                    () -> getSite().getPage().closeEditor(this, false));
        }
    }

    private void show(RunSnapshot snapshot) {
        if (isGone()) {
            return;
        }
        showPages();
        last = snapshot;
        selection.set(snapshot.row());
        if (replay.isActive()) {
            replay.refresh();
            return;
        }
        header.show(snapshot.row());
        showInPages(snapshot);
        if (replayWanted) {
            beginReplay();
        }
    }

    private void showInPages(RunSnapshot snapshot) {
        for (int i = 0; i < pages.size(); i++) {
            pages.get(i).show(snapshot);
            setPageText(i, pages.get(i).title());
        }
    }

    /** Lets the user go back in the run's time, as soon as the run is read. */
    public void beginReplay() {
        replayWanted = last == null;
        if (!replayWanted && !replay.isActive()) {
            setPartName(getEditorInput().getName() + " (past)");
            replayKeys = getSite().getService(IContextService.class).activateContext(REPLAY_KEYS);
            replay.begin(isInFront());
        }
    }

    /** Shows the run as it is again; nothing where it already does. */
    public void endReplay() {
        replay.end();
    }

    /** Turns to what the trainer and the rules noticed. */
    public void showEvents() {
        setActivePage(pages.indexOf(events));
    }

    private void showPast(RunMoment moment) {
        if (!isGone()) {
            header.showPast(moment.snapshot().row());
            showInPages(moment.snapshot());
            log.showPast(moment.log());
        }
    }

    private void showNow() {
        getSite().getService(IContextService.class).deactivateContext(replayKeys);
        setPartName(getEditorInput().getName());
        log.followFile();
        header.show(last.row());
        showInPages(last);
        if (isInFront()) {
            setFocus();
        }
    }

    /** Only then may it take the focus. */
    private boolean isInFront() {
        return getSite().getPage().getActivePart() == this;
    }

    /** Turns to the chart in which one sees what happened, and adds it where it was not chosen. */
    private void showEvidence(RunEvent event) {
        List<String> tags =
                last.tags().stream().filter(Evidence.of(event.kind())).toList();
        String chart = last.charts().keySet().stream()
                .filter(id -> tags.stream().anyMatch(tag -> RunChart.shows(id, tag)))
                .findFirst()
                .orElse(null);
        if (chart == null && !tags.isEmpty()) {
            chart = tags.get(0);
            List<String> more = new ArrayList<>(reader.choice().shown(new TreeSet<>(last.tags())));
            more.add(chart);
            choose(reader.choice().withTags(more));
        }
        setActivePage(pages.indexOf(chartsPage));
        chartsPage.reveal(chart == null ? last.charts().keySet().iterator().next() : chart, event.message());
    }

    private void choose(ChartChoice choice) {
        charts.change(reader.choice(), choice);
    }

    private void draw(ChartChoice choice) {
        reader.setChoice(choice);
        keeping.schedule();
        polling.schedule();
        replay.refresh();
    }

    private boolean keep() {
        reader.keepChoice();
        return false;
    }

    private void open(Evaluation evaluation) {
        PartOpener.open(
                getSite().getPage(),
                new EvaluationInput(reader.run().path(), evaluation.set(), evaluation.step()),
                Ids.VERIFICATION_EDITOR);
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        if (adapter == RunRow.class) {
            return adapter.cast(selection.row());
        }
        if (adapter == IUndoContext.class) {
            return adapter.cast(charts.context());
        }
        return adapter == RunDirectory.class && reader != null && !removed
                ? adapter.cast(reader.run())
                : super.getAdapter(adapter);
    }

    @Override
    public void dispose() {
        polling.cancel();
        if (replay != null) {
            replay.dispose();
        }
        charts.dispose();
        super.dispose();
    }
}
