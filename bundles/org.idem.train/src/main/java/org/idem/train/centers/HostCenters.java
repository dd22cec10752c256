package org.idem.train.centers;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.idem.train.centers.disk.BlockTraffic;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.HostTransfer;
import org.idem.train.tensor.Tensor;

/**
 * Class centers that the host keeps, in memory or on disk, and another device computes with: only the rows of a sample
 * travel, there to be computed with and back once they are changed. Rounding is the host's, so that the numbers are those
 * of the store to the bit.
 *
 * @param store on the host
 */
public record HostCenters(ClassCenters store) implements ClassCenters {
    /** The store as it is where the calling thread belongs to its device, else one whose rows travel. */
    public static ClassCenters forThread(ClassCenters store) {
        return store.device().equals(Device.current()) ? store : new HostCenters(store);
    }

    private static <T> T onHost(Supplier<T> work) {
        return Device.CPU.compute(work);
    }

    private static Tensor up(Tensor rows) {
        return rows == null ? null : HostTransfer.upload(rows);
    }

    private static Tensor down(Tensor rows) {
        return rows == null ? null : HostTransfer.download(rows);
    }

    @Override
    public Device device() {
        return store.device();
    }

    @Override
    public int count() {
        return store.count();
    }

    @Override
    public int dim() {
        return store.dim();
    }

    @Override
    public boolean has(CenterField field) {
        return store.has(field);
    }

    @Override
    public void beginStep(ClassSample sample) {
        Device.CPU.run(() -> store.beginStep(sample));
    }

    @Override
    public boolean readsAhead() {
        return store.readsAhead();
    }

    @Override
    public void readAhead(ClassSample next) {
        Device.CPU.run(() -> store.readAhead(next));
    }

    @Override
    public BlockTraffic traffic() {
        return store.traffic();
    }

    @Override
    public Tensor gather(CenterField field, ClassSample rows) {
        return up(onHost(() -> store.gather(field, rows)));
    }

    @Override
    public SampledCenters gatherForUpdate(ClassSample rows) {
        SampledCenters host = onHost(() -> store.gatherForUpdate(rows));
        return new SampledCenters(up(host.centers()), up(host.momentum()), up(host.square()));
    }

    @Override
    public Tensor asGathered(SampledCenters gathered) {
        return store.asGathered(gathered);
    }

    @Override
    public void scatter(ClassSample rows, SampledCenters changed, long step) {
        SampledCenters host =
                new SampledCenters(down(changed.centers()), down(changed.momentum()), down(changed.square()));
        Device.CPU.run(() -> store.scatter(rows, host, step));
    }

    @Override
    public void scatter(CenterField field, ClassSample rows, Tensor values, long step) {
        Tensor host = down(values);
        Device.CPU.run(() -> store.scatter(field, rows, host, step));
    }

    @Override
    public float[] read(CenterField field, ClassSample rows) {
        return store.read(field, rows);
    }

    @Override
    public void write(CenterField field, ClassSample rows, float[] values) {
        store.write(field, rows, values);
    }

    @Override
    public Stream<ClassSample> parts() {
        return store.parts();
    }

    @Override
    public int firstNonFinite(int start, int rows) {
        return store.firstNonFinite(start, rows);
    }

    @Override
    public void close() {
        store.close();
    }
}
