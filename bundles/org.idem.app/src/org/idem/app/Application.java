package org.idem.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/**
 * Opens the workbench on a folder: the one named by the first argument, by {@code -Didem.folder}, or the current one.
 * Without {@code -data} its own state is kept apart for each folder, under {@code ~/.idem}.
 */
public final class Application implements IApplication {
    private static final int WINDOWS_PER_FOLDER = 16;
    /** Exit code: the input was wrong, as with every command. */
    private static final Integer IN_USE = 2;

    @Override
    public Object start(IApplicationContext context) throws IOException {
        Path folder = folder(arguments(context));
        if (!lockState(folder)) {
            say(folder + " is open in another workbench, which keeps its state: use that window, or close it first.");
            return IN_USE;
        }
        Display display = PlatformUI.createDisplay();
        try (WorkbenchServices services = WorkbenchServices.start(folder, display)) {
            int code = PlatformUI.createAndRunWorkbench(display, new IdemWorkbenchAdvisor(services.folder()));
            return code == PlatformUI.RETURN_RESTART ? IApplication.EXIT_RESTART : IApplication.EXIT_OK;
        } finally {
            display.dispose();
        }
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

    private static boolean lockState(Path folder) throws IOException {
        Location location = Platform.getInstanceLocation();
        if (location.isSet()) {
            return location.lock();
        }
        CRC32 hash = new CRC32();
        hash.update(folder.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String name = folder.getFileName() + "-" + Long.toHexString(hash.getValue());
        Path states = Path.of(System.getProperty("user.home"), ".idem", "workspaces");
        for (int window = 1; window <= WINDOWS_PER_FOLDER; window++) {
            Path state = Files.createDirectories(states.resolve(window == 1 ? name : name + "-" + window));
            if (location.set(state.toUri().toURL(), true)) {
                return true;
            }
        }
        return false;
    }
}
