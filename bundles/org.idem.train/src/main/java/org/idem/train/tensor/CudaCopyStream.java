package org.idem.train.tensor;

import com.sun.jna.Pointer;
import org.bytedeco.pytorch.Tensor;

/**
 * A stream of a graphics card that waits for no other by itself. Libtorch computes on CUDA's stream 0. Calls go to CUDA's
 * runtime, because the presets wrap streams in a library of their own.
 */
final class CudaCopyStream implements CopyStream {
    private final Device card;
    private final Pointer stream;

    CudaCopyStream(Device card) {
        this.card = card;
        CudaRuntime.setDevice(card.index());
        this.stream = CudaRuntime.createStream();
    }

    private static final class CudaEvent implements Event {
        private final Pointer event = CudaRuntime.createEvent();

        @Override
        public void close() {
            CudaRuntime.destroyEvent(event);
        }
    }

    private static Pointer of(Event event) {
        return ((CudaEvent) event).event;
    }

    @Override
    public Event event() {
        CudaRuntime.setDevice(card.index());
        return new CudaEvent();
    }

    @Override
    public void markComputed(Event event) {
        CudaRuntime.setDevice(card.index());
        CudaRuntime.record(of(event), CudaRuntime.COMPUTING);
    }

    @Override
    public void waitForComputing(Event event) {
        CudaRuntime.setDevice(card.index());
        CudaRuntime.wait(stream, of(event));
    }

    @Override
    public void copy(Tensor host, Tensor device, Event end) {
        CudaRuntime.setDevice(card.index());
        long bytes = host.numel() * host.element_size();
        CudaRuntime.copyToCard(host.data_ptr().address(), device.data_ptr().address(), bytes, stream);
        CudaRuntime.record(of(end), stream);
        card.traffic().addUpload(bytes);
    }

    @Override
    public void computeAfter(Event copied) {
        CudaRuntime.setDevice(card.index());
        CudaRuntime.wait(CudaRuntime.COMPUTING, of(copied));
    }

    @Override
    public void await(Event copied) {
        if (!CudaRuntime.hasEnded(of(copied))) {
            CudaRuntime.await(of(copied));
            card.traffic().addWait();
        }
    }

    @Override
    public void close() {
        CudaRuntime.setDevice(card.index());
        CudaRuntime.destroyStream(stream);
    }
}
