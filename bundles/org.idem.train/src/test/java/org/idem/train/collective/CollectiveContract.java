package org.idem.train.collective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Collective} must do. Subclasses say how a group is made. */
abstract class CollectiveContract {
    private static final int[] WORLDS = {1, 2, 3};

    /** The members of a group, by rank, each to be used on a thread of its own. */
    abstract List<? extends Collective> group(int world);

    /** What one worker does. */
    @FunctionalInterface
    interface Work<T> {
        T with(Collective collective);
    }

    /** Runs the work on all workers at once and returns the results by rank. */
    static <T> List<T> together(List<? extends Collective> members, Work<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(members.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Collective member : members) {
                futures.add(threads.submit(() -> {
                    Libtorch.prepareThread(1);
                    return TensorScope.compute(() -> work.with(member));
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(20, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    static float[] numbers(int rank, int count) {
        SplittableRandom random = new SplittableRandom(rank + 1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    @Test
    void sumsInRankOrderWithTheSameBitsEverywhere() throws Exception {
        for (int world : WORLDS) {
            for (int count : new int[] {1, 2, 1001}) {
                float[] expected = numbers(0, count);
                for (int rank = 1; rank < world; rank++) {
                    float[] more = numbers(rank, count);
                    for (int i = 0; i < count; i++) {
                        expected[i] += more[i];
                    }
                }
                for (float[] sum : together(group(world), c -> {
                    Tensor own = Tensor.of(numbers(c.rank(), count), count);
                    c.allReduceSum(own);
                    return own.toFloats();
                })) {
                    assertArrayEquals(expected, sum, 0f);
                }
            }
        }
    }

    @Test
    void takesTheMaximum() throws Exception {
        for (float[] max : together(group(3), c -> {
            Tensor own = Tensor.of(new float[] {c.rank(), -c.rank(), 5, c.rank() == 1 ? 9 : 0}, 4);
            c.allReduceMax(own);
            return own.toFloats();
        })) {
            assertArrayEquals(new float[] {2, 0, 5, 9}, max, 0f);
        }
    }

    @Test
    void gathersRowsAndNumbersInRankOrder() throws Exception {
        for (float[] all : together(group(3), c -> c.allGather(Tensor.of(new float[] {c.rank(), 10 + c.rank()}, 1, 2))
                .toFloats())) {
            assertArrayEquals(new float[] {0, 10, 1, 11, 2, 12}, all, 0f);
        }
        for (long[] all : together(group(3), c -> c.allGather(new long[c.rank()]))) {
            assertEquals(3, all.length);
        }
    }

    @Test
    void scattersTheSumByRows() throws Exception {
        List<float[]> parts = together(group(2), c -> {
            float base = c.rank() + 1;
            return c.reduceScatter(Tensor.of(new float[] {base, 2 * base, 3 * base, 4 * base}, 4, 1))
                    .toFloats();
        });
        assertArrayEquals(new float[] {3, 6}, parts.get(0), 0f);
        assertArrayEquals(new float[] {9, 12}, parts.get(1), 0f);
    }

    @Test
    void broadcastsFromTheRoot() throws Exception {
        for (float[] got : together(group(3), c -> {
            Tensor own = Tensor.of(numbers(c.rank(), 7), 7);
            c.broadcast(own, 2);
            c.barrier();
            return own.toFloats();
        })) {
            assertArrayEquals(numbers(2, 7), got, 0f);
        }
    }

    private record Message(String text, Set<Integer> numbers) implements Serializable {}

    @Test
    void broadcastsAValueOfTheRoot() throws Exception {
        Message sent = new Message("stop", Set.of(3, 5));
        for (List<Message> got : together(
                group(3),
                c -> List.of(
                        c.broadcastObject(c.rank() == 1 ? sent : null, 1),
                        c.broadcastObject(c.rank() == 0 ? new Message("go", Set.of()) : null, 0)))) {
            assertEquals(List.of(sent, new Message("go", Set.of())), got);
        }
    }

    @Test
    void manyOperationsInARowStayInStep() throws Exception {
        for (Double last : together(group(2), c -> {
            Tensor own = Tensor.of(new float[] {1}, 1);
            for (int i = 0; i < 200; i++) {
                c.allReduceSum(own);
                own.mul_(0.5);
                c.allGather(new long[] {i});
            }
            return own.item();
        })) {
            assertEquals(1.0, last, 0.0);
        }
    }
}
