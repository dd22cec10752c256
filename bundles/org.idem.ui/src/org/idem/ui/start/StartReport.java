package org.idem.ui.start;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * Says, where {@code -Didem.start.report} is set, how long it took from the start of the process until the window could be
 * used: its runs are read, and everything that had been posted until then is done. With {@code exit} as the property's
 * value the workbench ends then. UI thread only.
 */
public final class StartReport {
    private static final String PROPERTY = "idem.start.report";
    private static final Duration LOOK = Duration.ofMillis(20);

    private final IWorkbenchWindow window;
    private final UiUpdateQueue updates;
    private boolean told;

    private StartReport(IWorkbenchWindow window) {
        this.window = window;
        updates = window.getService(UiUpdateQueue.class);
    }

    /** Begins to look at a window that was opened; does nothing unless asked for. */
    public static void follow(IWorkbenchWindow window) {
        if (System.getProperty(PROPERTY) != null) {
            StartReport report = new StartReport(window);
            report.updates.runEvery(LOOK, window.getShell(), report::look);
        }
    }

    private void look() {
        if (told || !window.getService(RunsModel.class).isRead()) {
            return;
        }
        told = true;
        // What the reading posted comes first, and what that posts.
        updates.runAsync(() -> updates.runAsync(this::tell));
    }

    private void tell() {
        long millis = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        long processor = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
        int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        System.err.printf(
                Locale.ROOT,
                "idem: usable after %d ms, processor %d ms, resident %s, %d classes%n",
                millis,
                processor,
                resident(),
                classes);
        if ("exit".equals(System.getProperty(PROPERTY))) {
            PlatformUI.getWorkbench().close();
        }
    }

    private static String resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D+", ""))
                    .mapToLong(Long::parseLong)
                    .mapToObj(kilobytes -> kilobytes / 1024 + " MiB")
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException | NumberFormatException e) {
            return "unknown";
        }
    }
}
