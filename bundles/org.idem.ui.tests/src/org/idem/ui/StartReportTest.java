package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.idem.ui.start.StartReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the workbench says of its own start when it is asked to. */
@ExtendWith(LoggedErrors.class)
class StartReportTest {
    private static final String PROPERTY = "idem.start.report";

    @Test
    void tellsWhenTheWindowCanBeUsed() {
        Workplace workplace = Workplace.open();
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setProperty(PROPERTY, "stay");
        try {
            StartReport.follow(workplace.page().getWorkbenchWindow());
            Pump.until("it is told", () -> said.size() > 0);
        } finally {
            System.clearProperty(PROPERTY);
            System.setErr(before);
        }
        String line = said.toString(StandardCharsets.UTF_8);
        assertTrue(
                line.matches("(?s)idem: usable after \\d+ ms, processor \\d+ ms, resident \\d+ MiB, \\d+ classes\n.*"),
                line);
    }
}
