package org.idem.train.collective;

import java.io.Serializable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.HostTransfer;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Ranks whose tensors may be on cards, over a collective that knows the host's memory only: a tensor of a card goes to the
 * host before and comes back after, for which the host waits.
 */
public final class StagedCollective implements Collective {
    private final Collective host;

    /** Over a collective of the host's memory. */
    public StagedCollective(Collective host) {
        this.host = host;
    }

    @Override
    public int rank() {
        return host.rank();
    }

    @Override
    public int world() {
        return host.world();
    }

    /** Works on the host's copy of a tensor, and puts it back. */
    private static void inPlace(Tensor tensor, Consumer<Tensor> operation) {
        if (tensor.device().isHost()) {
            operation.accept(tensor);
            return;
        }
        TensorScope.run(() -> {
            Tensor copy = onHost(tensor);
            Device.CPU.run(() -> operation.accept(copy));
            HostTransfer.copy(copy, tensor.detach());
        });
    }

    /** Makes a tensor of another on the host, and brings it to that one's device. */
    private static Tensor made(Tensor rows, Function<Tensor, Tensor> operation) {
        if (rows.device().isHost()) {
            return operation.apply(rows);
        }
        Tensor result = Device.CPU.compute(() -> operation.apply(onHost(rows)));
        Tensor back = rows.device().compute(() -> Tensor.empty(result.shape()));
        HostTransfer.copy(result, back);
        return back;
    }

    private static Tensor onHost(Tensor tensor) {
        Tensor copy = Device.CPU.compute(() -> Tensor.empty(tensor.shape()));
        HostTransfer.copy(tensor.detach(), copy);
        return copy;
    }

    @Override
    public void allReduceSum(Tensor tensor) {
        inPlace(tensor, host::allReduceSum);
    }

    @Override
    public void allReduceSum(Tensor tensor, Residual residual) {
        inPlace(tensor, copy -> host.allReduceSum(copy, residual));
    }

    @Override
    public void allReduceMax(Tensor tensor) {
        inPlace(tensor, host::allReduceMax);
    }

    @Override
    public Tensor allGather(Tensor rows) {
        return made(rows, host::allGather);
    }

    @Override
    public long[] allGather(long[] numbers) {
        return host.allGather(numbers);
    }

    @Override
    public Tensor reduceScatter(Tensor rows) {
        return made(rows, host::reduceScatter);
    }

    @Override
    public void broadcast(Tensor tensor, int root) {
        inPlace(tensor, copy -> host.broadcast(copy, root));
    }

    @Override
    public <T extends Serializable> T broadcastObject(T value, int root) {
        return host.broadcastObject(value, root);
    }

    @Override
    public void barrier() {
        host.barrier();
    }

    @Override
    public void abort(Throwable cause) {
        host.abort(cause);
    }
}
