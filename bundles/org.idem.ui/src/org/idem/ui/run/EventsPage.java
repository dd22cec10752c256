package org.idem.ui.run;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.idem.core.Units;
import org.idem.run.RunEvent;
import org.idem.run.RunStatus.LiveState;
import org.idem.ui.widgets.EmptyStatePane;
import org.idem.ui.widgets.table.RecordTable;

/**
 * What the trainer noticed and did about it, and once a run is over what the rules find in it; the selected event's
 * message stands in full below the table, with the way to the chart that shows it.
 */
final class EventsPage implements RunPage {
    private static final int MESSAGE_LINES = 3;

    private final StackLayout stack = new StackLayout();
    private final Composite holder;
    private final Composite list;
    private final EmptyStatePane empty;
    private final RecordTable<RunEvent> table;
    private final Text message;
    private String sentence = "";
    private int count;

    /** {@code show} is given the event that is to be seen in a chart. */
    EventsPage(Composite parent, Consumer<RunEvent> show) {
        holder = new Composite(parent, SWT.NONE);
        holder.setLayout(stack);
        empty = new EmptyStatePane(holder);
        list = new Composite(holder, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        list.setLayout(layout);
        table = table(list);
        table.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        message = message(list);
        addLink(message.getParent(), show);
        table.viewer().addSelectionChangedListener(changed -> showMessage());
        table.viewer().addOpenListener(opened -> showSelected(show));
    }

    private static RecordTable<RunEvent> table(Composite parent) {
        return new RecordTable<RunEvent>(parent)
                .column("Step", 80, SWT.LEAD, one -> Units.count(one.step()), one -> EventText.icon(one.handling())
                        .descriptor())
                .sortable(Comparator.comparingLong(RunEvent::step))
                .column("Time", 152, SWT.LEAD, one -> TIME.format(one.when()))
                .sortable(Comparator.comparing(RunEvent::when))
                .column("Kind", 140, SWT.LEAD, one -> EventText.word(one.kind()))
                .sortable(Comparator.comparing(one -> EventText.word(one.kind())))
                .column("Parameter", 240, SWT.LEAD, RunEvent::parameter)
                .sortable(Comparator.comparing(RunEvent::parameter))
                .column("Handling", 96, SWT.LEAD, one -> EventText.word(one.handling()))
                .sortable(Comparator.comparing(RunEvent::handling))
                .column("Message", 180, SWT.LEAD, RunEvent::message)
                .stretched(180)
                .sortable(Comparator.comparing(RunEvent::message))
                .sortedBy("Time");
    }

    private static Text message(Composite parent) {
        Label line = new Label(parent, SWT.SEPARATOR | SWT.HORIZONTAL);
        line.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        Composite margins = new Composite(parent, SWT.NONE);
        margins.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        GridLayout layout = new GridLayout();
        layout.marginWidth = 8;
        layout.marginHeight = 4;
        margins.setLayout(layout);
        Text text = new Text(margins, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
        data.heightHint = MESSAGE_LINES * text.getLineHeight();
        text.setLayoutData(data);
        return text;
    }

    private void addLink(Composite parent, Consumer<RunEvent> show) {
        Link link = new Link(parent, SWT.NONE);
        link.setText("<a>Show on Charts</a>");
        link.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
        link.addListener(SWT.Selection, event -> showSelected(show));
    }

    private void showSelected(Consumer<RunEvent> show) {
        if (table.viewer().getStructuredSelection().getFirstElement() instanceof RunEvent event) {
            show.accept(event);
        }
    }

    @Override
    public String title() {
        return count == 0 ? "Events" : "Events (" + Units.count(count) + ")";
    }

    @Override
    public Control control() {
        return holder;
    }

    @Override
    public void show(RunSnapshot snapshot) {
        List<RunEvent> events = snapshot.events();
        count = events.size();
        table.show(events);
        if (count == 0) {
            showNone(snapshot.row().live());
        } else if (table.viewer().getStructuredSelection().isEmpty()) {
            table.viewer()
                    .setSelection(
                            new StructuredSelection(Collections.max(events, Comparator.comparing(RunEvent::when))),
                            true);
        }
        Control top = count == 0 ? empty : list;
        if (stack.topControl != top) {
            stack.topControl = top;
            holder.layout();
        }
    }

    private void showNone(LiveState state) {
        String words = none(state);
        if (!words.equals(sentence)) {
            sentence = words;
            empty.show(null, words, "", () -> {});
        }
    }

    private static String none(LiveState state) {
        return switch (state) {
            case STARTING,
                    RUNNING,
                    STOPPING,
                    STALLED -> "No events so far. A loss that is not finite, a step that is left"
                    + " out or a checkpoint that cannot be written would be listed here.";
            case STOPPED, DONE -> "No events: nothing went wrong in this run.";
            case FAILED, CRASHED, UNKNOWN -> "No events. What the trainer said last is on the page Log.";
        };
    }

    private void showMessage() {
        Object selected = table.viewer().getStructuredSelection().getFirstElement();
        message.setText(selected instanceof RunEvent event ? event.message() : "");
    }
}
