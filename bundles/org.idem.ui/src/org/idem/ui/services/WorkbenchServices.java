package org.idem.ui.services;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.widgets.Display;
import org.idem.devices.DeviceSurvey;
import org.idem.ui.config.ConfigValidator;
import org.idem.ui.config.ConfigWatch;
import org.idem.ui.data.CheckedSets;
import org.idem.ui.data.IdentityIndexes;
import org.idem.ui.data.SetEmbeddings;
import org.idem.ui.devices.DevicesModel;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.launch.LauncherFactory;
import org.idem.ui.notify.RunNotifier;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.runs.UnseenRuns;
import org.idem.ui.settings.RecentFolders;
import org.idem.ui.settings.UserSettings;
import org.idem.ui.theme.ThemeSwitch;
import org.idem.ui.widgets.StallMonitor;
import org.idem.ui.widgets.UiUpdateQueue;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** The objects that parts of the workbench share: built here once, found by their class through the part's site. */
public final class WorkbenchServices implements AutoCloseable {
    private static final String STALLS = "idem.stalls";

    private final BundleContext context =
            FrameworkUtil.getBundle(WorkbenchServices.class).getBundleContext();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final WorkFolder folder;
    private final RunsModel runs;
    private final ConfigWatch watch;
    private final RunNotifier notifier;
    private final DevicesModel devices =
            new DevicesModel(() -> DeviceSurvey.ofThisMachine().survey());

    private WorkbenchServices(Path path, Display display) {
        folder = new WorkFolder(path);
        runs = new RunsModel(folder, Clock.systemDefaultZone());
        ConfigValidator validator = new ConfigValidator();
        watch = new ConfigWatch(ResourcesPlugin.getWorkspace(), validator, folder);
        register(WorkFolder.class, folder);
        register(RunsModel.class, runs);
        register(DevicesModel.class, devices);
        register(CheckedSets.class, new CheckedSets());
        register(LauncherFactory.class, new LauncherFactory(folder));
        register(ConfigValidator.class, validator);
        UiUpdateQueue updates = new UiUpdateQueue(display);
        register(UiUpdateQueue.class, updates);
        logStalls(display);
        register(IdentityIndexes.class, new IdentityIndexes());
        register(SetEmbeddings.class, new SetEmbeddings());
        UserSettings settings = UserSettings.ofUser();
        register(UserSettings.class, settings);
        UnseenRuns unseen = new UnseenRuns();
        register(UnseenRuns.class, unseen);
        notifier = new RunNotifier(runs, settings, unseen, updates);
        RecentFolders recent = new RecentFolders(settings);
        recent.opened(folder.path());
        folder.onChange(recent::opened);
        register(RecentFolders.class, recent);
        ThemeSwitch themes = new ThemeSwitch(settings, display, updates);
        themes.prepareStart();
        register(ThemeSwitch.class, themes);
    }

    /** For whoever looks for what keeps the window waiting: {@code -Didem.stalls=100} logs what takes longer, in milliseconds. */
    @SuppressWarnings("resource") // Closed with the display.
    private static void logStalls(Display display) {
        int limit = Integer.getInteger(STALLS, 0);
        if (limit > 0) {
            StallMonitor monitor = new StallMonitor(
                    display, Duration.ofMillis(limit), stall -> ILog.get().warn(stall.describe()));
            display.disposeExec(monitor::close);
        }
    }

    /** Builds them for a workbench on this folder, and registers them until closed. */
    public static WorkbenchServices start(Path path, Display display) {
        return new WorkbenchServices(path, display);
    }

    /** The folder that the workbench is on. */
    public WorkFolder folder() {
        return folder;
    }

    private <T> void register(Class<T> type, T service) {
        registrations.add(context.registerService(type, service, null));
    }

    @Override
    public void close() {
        watch.close();
        notifier.stop();
        runs.stop();
        devices.stop();
        registrations.forEach(ServiceRegistration::unregister);
    }
}
