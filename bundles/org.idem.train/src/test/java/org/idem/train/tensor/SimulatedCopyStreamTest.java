package org.idem.train.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

/** What a simulated card makes of copies that nobody waits for. */
class SimulatedCopyStreamTest {
    private static final Device CARD = Device.simulated(5);

    /** A stream with a buffer of the host and one of the card. */
    private static final class Bench {
        private final CopyStream stream = CopyStream.create();
        private final Tensor host = new Tensor(Allocation.emptyOnHost(ScalarType.Float, CARD, 4));
        private final Tensor there = Tensor.zeros(4);
        private final CopyStream.Event copied = stream.event();
        private final CopyStream.Event computed = stream.event();

        void write(float value) {
            HostTransfer.fill(host.t, new float[] {value, value, value, value});
        }

        void copy() {
            stream.copy(host.t, there.t, copied);
        }
    }

    /** Runs on the card; returns what is thrown. */
    private static IllegalStateException violation(java.util.function.Consumer<Bench> work) {
        return assertThrows(
                IllegalStateException.class,
                () -> CARD.run(() -> TensorScope.run(() -> {
                    Bench bench = new Bench();
                    try {
                        work.accept(bench);
                    } finally {
                        bench.stream.close();
                    }
                })));
    }

    @Test
    void whoWaitsGetsWhatWasSent() {
        long before = CARD.traffic().count().uploads();
        CARD.run(() -> TensorScope.run(() -> {
            Bench bench = new Bench();
            for (float value = 1; value < 4; value++) {
                bench.stream.await(bench.copied);
                bench.write(value);
                bench.stream.waitForComputing(bench.computed);
                bench.copy();
                bench.stream.computeAfter(bench.copied);
                assertArrayEquals(
                        new float[] {value, value, value, value},
                        bench.there.duplicate().toFloats());
                bench.stream.markComputed(bench.computed);
            }
            bench.stream.close();
        }));
        assertEquals(3, CARD.traffic().count().uploads() - before);
    }

    @Test
    void anOperatorThatDoesNotWaitForTheCopyIsThrown() {
        IllegalStateException early = violation(bench -> {
            bench.copy();
            bench.there.duplicate();
        });
        assertTrue(early.getMessage().contains("a copy may still write"), early.getMessage());
    }

    @Test
    void aHostThatWritesBeforeTheCopyHasEndedIsThrown() {
        IllegalStateException early = violation(bench -> {
            bench.write(1);
            bench.copy();
            bench.write(2);
            bench.stream.computeAfter(bench.copied);
        });
        assertEquals("The host wrote into memory that a copy still reads", early.getMessage());
    }

    @Test
    void aCopyIntoMemoryThatMayStillBeReadIsThrown() {
        IllegalStateException early = violation(bench -> {
            bench.copy();
            bench.stream.computeAfter(bench.copied);
            bench.there.duplicate();
            bench.stream.await(bench.copied);
            bench.copy();
        });
        assertEquals("A copy goes to memory that the computing stream may still read", early.getMessage());
    }
}
