package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The report of the selected run. */
@ExtendWith(LoggedErrors.class)
class ReportTest {
    @Test
    void theReportOfASelectedRunIsWrittenIntoIt() throws Exception {
        Workplace workplace = Workplace.open();
        workplace.select("finished");
        Pump.until("the command is on", () -> Workplace.isOn(Commands.REPORT));
        Path file = workplace.run("finished").reportFile();
        Files.deleteIfExists(file);
        Dialogs.during("Report", shell -> Dialogs.press(shell, "Close"), () -> command(Commands.REPORT));
        String html = Files.readString(file);
        assertTrue(html.startsWith("<!DOCTYPE html>") && html.contains("-finished"), html.substring(0, 100));
        Files.delete(file);
    }

    private static void command(String id) {
        try {
            Workplace.service(IHandlerService.class).executeCommand(id, null);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void severalRunsAreOneReportInTheFolder() throws Exception {
        Workplace workplace = Workplace.open();
        workplace.select("finished", "halted");
        Pump.until("the command is on", () -> Workplace.isOn(Commands.REPORT));
        Path reports = workplace.sample().path().resolve("reports");
        Dialogs.during("Report", shell -> Dialogs.press(shell, "Close"), () -> command(Commands.REPORT));
        try (Stream<Path> files = Files.list(reports)) {
            Path file = files.findFirst().orElseThrow();
            String html = Files.readString(file);
            assertTrue(html.contains("2 runs compared") && html.contains("-halted"), html.substring(0, 100));
            Files.delete(file);
        }
        Files.delete(reports);
    }
}
