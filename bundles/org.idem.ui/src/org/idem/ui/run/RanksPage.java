package org.idem.ui.run;

import java.time.Duration;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.run.RankHeartbeat;
import org.idem.ui.runs.RunRow;
import org.idem.ui.widgets.table.RecordTable;

/** The processes that train the run, or did so last: where each is, when it was heard of, and which one ended the training. */
final class RanksPage implements RunPage {
    /** Heartbeats come every second; a busy machine is late now and then. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private record Rank(RankHeartbeat heartbeat, String state) {}

    private final RecordTable<Rank> table;

    RanksPage(Composite parent) {
        table = new RecordTable<Rank>(parent)
                .column(
                        "Rank",
                        60,
                        SWT.LEAD,
                        one -> Integer.toString(one.heartbeat().rank()))
                .column("Host", 160, SWT.LEAD, one -> one.heartbeat().host())
                .column(
                        "Process",
                        90,
                        SWT.LEAD,
                        one -> Long.toString(one.heartbeat().pid()))
                .column(
                        "Last heard of",
                        180,
                        SWT.LEAD,
                        one -> TIME.format(one.heartbeat().time()))
                .column("State", 480, SWT.LEAD, Rank::state);
    }

    @Override
    public String title() {
        return "Ranks";
    }

    @Override
    public Control control() {
        return table.control();
    }

    @Override
    public void show(RunSnapshot snapshot) {
        RunRow row = snapshot.row();
        table.show(row.status().ranks().stream()
                .map(rank -> new Rank(rank, state(row, rank)))
                .toList());
    }

    private static String state(RunRow row, RankHeartbeat rank) {
        String message = row.status().message();
        if (message.startsWith(rank.describe())) {
            return message.substring(rank.describe().length()).strip();
        }
        if (!row.live().isAlive()) {
            return "";
        }
        Duration silence =
                Duration.between(rank.time(), row.status().heartbeat().time());
        return silence.compareTo(LATE) > 0 ? "not heard of for " + silence.toSeconds() + " s" : "alive";
    }
}
