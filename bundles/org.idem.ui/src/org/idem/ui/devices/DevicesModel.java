package org.idem.ui.devices;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.idem.devices.DeviceList;
import org.idem.ui.jobs.Polling;

/** The devices of this machine as they were last seen. Thread-safe; listeners are called on a background thread. */
public final class DevicesModel {
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final List<Consumer<DeviceList>> listeners = new CopyOnWriteArrayList<>();
    private final Polling polling = new Polling("Looking at devices", PERIOD, this::look);
    private volatile Supplier<DeviceList> survey;
    private volatile DeviceList latest;

    /** Asks this survey, first when {@link #refresh} is called. */
    public DevicesModel(Supplier<DeviceList> survey) {
        this.survey = survey;
    }

    /** Asks another survey from now on. */
    void use(Supplier<DeviceList> other) {
        survey = other;
        refresh();
    }

    private boolean look() {
        DeviceList seen = survey.get();
        latest = seen;
        listeners.forEach(listener -> listener.accept(seen));
        return true;
    }

    /** Has them looked at now, and every half minute from then on; returns at once. */
    public void refresh() {
        polling.wakeUp(); // where it rests
        polling.schedule();
    }

    /** What was last seen; empty until something was. */
    public Optional<DeviceList> latest() {
        return Optional.ofNullable(latest);
    }

    /** Looks now; may wait for the driver, so not for the UI thread. */
    public DeviceList read() {
        look();
        return latest;
    }

    /** Calls a listener each time they were looked at; running what is returned ends that. */
    public Runnable onLook(Consumer<DeviceList> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Looks no more. */
    public void stop() {
        polling.cancel();
    }
}
