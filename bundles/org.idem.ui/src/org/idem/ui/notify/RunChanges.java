package org.idem.ui.notify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.run.RunStatus.LiveState;
import org.idem.run.query.RunRecord.Details;
import org.idem.ui.notify.RunNews.Kind;
import org.idem.ui.runs.RunRow;

/** Tells one state of a list of runs from the next: what has ended, and where something was noticed. Not thread-safe. */
final class RunChanges {
    /** Events are not known before the details are read. */
    private record Seen(LiveState live, boolean detailed, int events) {}

    private Map<Path, Seen> seen = new HashMap<>();

    /** What happened since the last call; nothing in runs that were not there then. */
    List<RunNews> to(List<RunRow> rows) {
        List<RunNews> news = new ArrayList<>();
        Map<Path, Seen> now = new HashMap<>();
        for (RunRow row : rows) {
            Path path = row.run().path();
            Details details = row.record().details();
            Seen before = seen.get(path);
            Seen current = new Seen(row.live(), details != Details.NONE, details.events());
            if (before != null) {
                add(row, before, current, news);
            }
            now.put(path, current);
        }
        seen = now;
        return news;
    }

    private static void add(RunRow row, Seen before, Seen now, List<RunNews> news) {
        if (before.detailed() && now.events() > before.events()) {
            news.add(new RunNews(row, Kind.FINDING));
        }
        if (before.live().isAlive() && before.live() != now.live()) {
            Kind end = end(now.live());
            if (end != null) {
                news.add(new RunNews(row, end));
            }
        }
    }

    private static Kind end(LiveState state) {
        return switch (state) {
            case DONE -> Kind.DONE;
            case STOPPED -> Kind.STOPPED;
            case FAILED -> Kind.FAILED;
            case CRASHED -> Kind.CRASHED;
            case STALLED -> Kind.SILENT;
            case STARTING, RUNNING, STOPPING, UNKNOWN -> null;
        };
    }
}
