package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.idem.train.collective.Collective;
import org.idem.train.collective.CollectiveAbortedException;
import org.idem.train.collective.CollectiveContract;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientExchangeTest {
    private static final int COUNT = 1003;

    private static float[] numbers(int rank) {
        SplittableRandom random = new SplittableRandom(rank + 1);
        float[] values = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    private static float[] inOnePiece(Collective collective) {
        Tensor own = Tensor.of(numbers(collective.rank()), COUNT);
        collective.allReduceSum(own);
        return own.toFloats();
    }

    /** Three steps, each filled from the end at another pace on each rank. */
    private static float[] inBuckets(Collective collective, long bucket) {
        Tensor own = Tensor.zeros(COUNT);
        SplittableRandom random = new SplittableRandom(collective.rank());
        try (GradientExchange exchange = new GradientExchange(collective, own, Device.CPU, bucket, false)) {
            for (int step = 0; step < 3; step++) {
                own.copyFrom(numbers(collective.rank()));
                for (long from = COUNT; from > 0; from -= random.nextInt(1, 300)) {
                    exchange.ready(from);
                }
                exchange.finish();
            }
        }
        return own.toFloats();
    }

    @Test
    void bucketsChangeNoBit() throws Exception {
        List<float[]> expected =
                CollectiveContract.onThreads(InProcessCollective.create(3), GradientExchangeTest::inOnePiece);
        for (long bucket : new long[] {1, 100, COUNT, 5_000}) {
            List<float[]> actual =
                    CollectiveContract.onThreads(InProcessCollective.create(3), c -> inBuckets(c, bucket));
            for (int rank = 0; rank < 3; rank++) {
                assertArrayEquals(expected.get(rank), actual.get(rank));
            }
        }
    }

    @Test
    void whoWaitsForARankThatFailedLearnsWhy() {
        IllegalStateException cause = new IllegalStateException("out of memory");
        ExecutionException seen = assertThrows(
                ExecutionException.class,
                () -> CollectiveContract.onThreads(InProcessCollective.create(2), c -> {
                    if (c.rank() == 1) {
                        c.abort(cause);
                        return 0;
                    }
                    try (GradientExchange exchange = new GradientExchange(c, Tensor.zeros(4), Device.CPU, 1, false)) {
                        exchange.ready(2);
                        exchange.finish();
                    }
                    return 1;
                }));
        CollectiveAbortedException told = (CollectiveAbortedException) seen.getCause();
        assertSame(cause, told.getCause());
    }
}
