package org.idem.app;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.service.datalocation.Location;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.idem.ui.services.WorkbenchServices;
import org.idem.ui.start.OpenWindow;

/**
 * Opens the workbench on a folder: the one named by the first argument, by {@code -Didem.folder}, or the current one.
 * Without {@code -data} its own state is kept apart for each folder, under {@code ~/.idem}.
 */
public final class Application implements IApplication {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Exit code: the input was wrong, as with every command. */
    private static final Integer IN_USE = 2;

    @Override
    public Object start(IApplicationContext context) throws IOException {
        Path folder = folder(arguments(context));
        Location location = Platform.getInstanceLocation();
        if (!lockState(location, folder)) {
            context.applicationRunning();
            return showOpen(folder, new OpenWindow(state(location)));
        }
        OpenWindow window = new OpenWindow(state(location));
        window.announce();
        Versions.publish();
        Display display = PlatformUI.createDisplay();
        try (WorkbenchServices services = WorkbenchServices.start(folder, display)) {
            int code = PlatformUI.createAndRunWorkbench(display, new IdemWorkbenchAdvisor(services.folder(), window));
            return code == PlatformUI.RETURN_RESTART ? IApplication.EXIT_RESTART : IApplication.EXIT_OK;
        } finally {
            display.dispose();
        }
    }

    /** What a second start on a folder comes to: the window that is open already. */
    private static Integer showOpen(Path folder, OpenWindow window) {
        if (window.ask(PATIENCE)) {
            System.err.println("idem: " + folder + " is open already: its window was brought to the front.");
            return IApplication.EXIT_OK;
        }
        String who = window.describe();
        say(folder + " is open in another workbench" + (who.isEmpty() ? "" : " (" + who + ")")
                + ", which keeps its state: use that window, or close it first.");
        return IN_USE;
    }

    /** In the terminal that it was started from, and in a window, since there may be no terminal. */
    private static void say(String sentence) {
        System.err.println("idem: " + sentence);
        Display display = PlatformUI.createDisplay();
        MessageDialog.openInformation(new Shell(display), "Idem", sentence);
        display.dispose();
    }

    @Override
    public void stop() {
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            display.syncExec(() -> PlatformUI.getWorkbench().close());
        }
    }

    private static String[] arguments(IApplicationContext context) {
        Object given = context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        return given instanceof String[] arguments ? arguments : new String[0];
    }

    private static Path folder(String... arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("-") && Files.isDirectory(Path.of(argument))) {
                return Path.of(argument).toAbsolutePath().normalize();
            }
        }
        return Path.of(System.getProperty("idem.folder", "")).toAbsolutePath().normalize();
    }

    /** Where the state of this folder's workbench is, which {@code -data} may say; locked, if nobody else has it. */
    private static boolean lockState(Location location, Path folder) throws IOException {
        if (location.isSet()) {
            return location.lock();
        }
        CRC32 hash = new CRC32();
        hash.update(folder.toString().getBytes(StandardCharsets.UTF_8));
        String name = folder.getFileName() + "-" + Long.toHexString(hash.getValue());
        Path state = Path.of(System.getProperty("user.home"), ".idem", "workspaces", name);
        return location.set(Files.createDirectories(state).toUri().toURL(), true);
    }

    private static Path state(Location location) {
        return Path.of(URI.create(location.getURL().toString().replace(" ", "%20")));
    }
}
