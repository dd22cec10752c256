package org.idem.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.ui.folder.WorkFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** The objects that parts of the workbench share: built here once, found by their class through the part's site. */
final class Services implements AutoCloseable {
    private final BundleContext context =
            FrameworkUtil.getBundle(Services.class).getBundleContext();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final WorkFolder folder;

    private Services(Path path) {
        folder = new WorkFolder(path);
    }

    static Services start(Path path) {
        Services services = new Services(path);
        services.register(WorkFolder.class, services.folder);
        return services;
    }

    WorkFolder folder() {
        return folder;
    }

    private <T> void register(Class<T> type, T service) {
        registrations.add(context.registerService(type, service, null));
    }

    @Override
    public void close() {
        registrations.forEach(ServiceRegistration::unregister);
    }
}
