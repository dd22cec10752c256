package org.idem.train.tensor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what crosses between a device and the host, or another device, by all threads. The processor has none: its
 * memory is the host's.
 */
public final class DeviceTraffic {
    private static final Map<Device, DeviceTraffic> ALL = new ConcurrentHashMap<>();

    private final LongAdder uploads = new LongAdder();
    private final LongAdder uploadedBytes = new LongAdder();
    private final LongAdder downloads = new LongAdder();
    private final LongAdder downloadedBytes = new LongAdder();
    private final LongAdder waits = new LongAdder();
    private final LongAdder peerCopies = new LongAdder();
    private final LongAdder peerBytes = new LongAdder();

    private DeviceTraffic() {}

    /**
     * The counts at a moment.
     *
     * @param uploads copies from the host
     * @param uploadedBytes bytes of these
     * @param downloads copies to the host
     * @param downloadedBytes bytes of these
     * @param waits times that the host waited for the device: for each download, and for a copy to it that had not ended
     * @param peerCopies copies to other devices
     * @param peerBytes bytes of these
     */
    public record Count(
            long uploads,
            long uploadedBytes,
            long downloads,
            long downloadedBytes,
            long waits,
            long peerCopies,
            long peerBytes) {
        /** What was added since an earlier count. */
        public Count since(Count before) {
            return new Count(
                    uploads - before.uploads,
                    uploadedBytes - before.uploadedBytes,
                    downloads - before.downloads,
                    downloadedBytes - before.downloadedBytes,
                    waits - before.waits,
                    peerCopies - before.peerCopies,
                    peerBytes - before.peerBytes);
        }
    }

    static DeviceTraffic of(Device device) {
        return ALL.computeIfAbsent(device, key -> new DeviceTraffic());
    }

    /** The counts since the process began. */
    public Count count() {
        return new Count(
                uploads.sum(),
                uploadedBytes.sum(),
                downloads.sum(),
                downloadedBytes.sum(),
                waits.sum(),
                peerCopies.sum(),
                peerBytes.sum());
    }

    void addUpload(long bytes) {
        uploads.increment();
        uploadedBytes.add(bytes);
    }

    void addDownload(long bytes) {
        downloads.increment();
        downloadedBytes.add(bytes);
        addWait();
    }

    void addWait() {
        waits.increment();
    }

    void addPeerCopy(long bytes) {
        peerCopies.increment();
        peerBytes.add(bytes);
    }
}
