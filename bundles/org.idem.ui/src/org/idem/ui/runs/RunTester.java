package org.idem.ui.runs;

import org.eclipse.core.expressions.PropertyTester;
import org.idem.run.RunStatus.LiveState;

/** Lets plugin.xml ask what can be done with a run. */
public final class RunTester extends PropertyTester {
    @Override
    public boolean test(Object receiver, String property, Object[] arguments, Object expected) {
        RunRow row = (RunRow) receiver;
        LiveState live = row.live();
        return switch (property) {
            case "alive" -> live.isAlive();
            case "ended" -> !live.isAlive();
            case "resumable" -> row.isResumable();
            case "archived" -> row.labels().archived();
            case "current" -> !row.labels().archived();
            case "saved" -> row.hasCheckpoint();
            default -> false;
        };
    }
}
