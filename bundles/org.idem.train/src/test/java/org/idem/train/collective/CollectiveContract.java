package org.idem.train.collective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link Collective} must do. Subclasses say how a group is made and where its members work.
 */
public abstract class CollectiveContract {
    private static final int ROW = 4;
    /** Seeds of numbers of two calls are so far apart; there are never as many ranks. */
    private static final int SEEDS_APART = 100;

    /** Has all members of a group do the same work, and returns what came of it by rank. */
    protected abstract <T extends Serializable> List<T> together(int world, Work<T> work) throws Exception;

    /** Sizes of groups. */
    protected int[] worlds() {
        return new int[] {1, 2, 3};
    }

    /** How far a sum may be from that in rank order: 0 but where those of some ranks are taken first. */
    protected float tolerance() {
        return 0f;
    }

    /** What one member does. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Collective collective);
    }

    /** Runs the work on all members at once, each on a thread of its own, and returns the results by rank. */
    public static <T> List<T> onThreads(List<? extends Collective> members, Work<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(members.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Collective member : members) {
                futures.add(threads.submit(() -> onThisThread(member, work)));
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

    /** Runs the work of one member here. */
    public static <T> T onThisThread(Collective member, Work<T> work) {
        Libtorch.prepareThread(1);
        return TensorScope.compute(() -> work.with(member));
    }

    private static float[] numbers(int rank, int count) {
        SplittableRandom random = new SplittableRandom(rank + 1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    private static float[] sum(int world, int count) {
        return sum(world, count, 0);
    }

    private static float[] sum(int world, int count, int call) {
        float[] sum = numbers(call * SEEDS_APART, count);
        for (int rank = 1; rank < world; rank++) {
            float[] more = numbers(rank + call * SEEDS_APART, count);
            for (int i = 0; i < count; i++) {
                sum[i] += more[i];
            }
        }
        return sum;
    }

    @Test
    void sumsInRankOrderWithTheSameBitsEverywhere() throws Exception {
        for (int world : worlds()) {
            for (int count : new int[] {1, 2, 1001}) {
                List<float[]> sums = together(world, c -> {
                    Tensor own = Tensor.of(numbers(c.rank(), count), count);
                    c.allReduceSum(own);
                    return own.toFloats();
                });
                assertArrayEquals(sum(world, count), sums.get(0), tolerance());
                for (float[] other : sums) {
                    assertArrayEquals(sums.get(0), other, 0f);
                }
            }
        }
    }

    /**
     * What is rounded on its way is equal everywhere and near the sum; what is left out of one sum goes into a later one, so
     * that all sums together are what was given but for what is left out at the end.
     */
    @Test
    void whatRoundingLeavesOutGoesIntoTheNextSum() throws Exception {
        int calls = 6;
        for (int world : worlds()) {
            for (int count : new int[] {1, 3001}) {
                List<float[]> results = together(world, c -> roundedSums(c, count, calls));
                float[] first = results.get(0);
                float[] expected = new float[count];
                for (int call = 0; call < calls; call++) {
                    float[] sum = sum(world, count, call);
                    for (int i = 0; i < count; i++) {
                        assertEquals(sum[i], first[call * count + i], 0.02 * world, "one sum");
                        expected[i] += sum[i];
                    }
                }
                float[] all = new float[count];
                for (int rank = 0; rank < world; rank++) {
                    assertArrayEquals(
                            Arrays.copyOf(first, calls * count), Arrays.copyOf(results.get(rank), calls * count), 0f);
                    for (int i = 0; i < count; i++) {
                        all[i] += results.get(rank)[calls * count + i];
                    }
                }
                for (int i = 0; i < calls * count; i++) {
                    all[i % count] += first[i];
                }
                assertArrayEquals(expected, all, 1e-5f * world, "all sums");
            }
        }
    }

    /** The sums of several calls one after the other, and then what is left out at the end. */
    private static float[] roundedSums(Collective c, int count, int calls) {
        float[] results = new float[(calls + 1) * count];
        try (Residual residual = new Residual()) {
            for (int call = 0; call < calls; call++) {
                Tensor own = Tensor.of(numbers(c.rank() + call * SEEDS_APART, count), count);
                c.allReduceSum(own, residual);
                System.arraycopy(own.toFloats(), 0, results, call * count, count);
            }
            if (!residual.isEmpty()) {
                System.arraycopy(residual.values(count).toFloats(), 0, results, calls * count, count);
            }
            return results;
        }
    }

    @Test
    void takesTheMaximum() throws Exception {
        for (int world : worlds()) {
            for (float[] max : together(world, c -> {
                Tensor own = Tensor.of(new float[] {c.rank(), -c.rank(), 5, c.rank() == world / 2 ? 9 : 0}, 4);
                c.allReduceMax(own);
                return own.toFloats();
            })) {
                assertArrayEquals(new float[] {world - 1, 0, 5, 9}, max, 0f);
            }
        }
    }

    /** Rows of a rank: none of the first, one of the second, and so on. */
    private static float[] rows(int rank) {
        return numbers(rank, rank * ROW);
    }

    @Test
    void gathersAsManyRowsAsEachRankHasInRankOrder() throws Exception {
        for (int world : worlds()) {
            float[] expected = new float[world * (world - 1) / 2 * ROW];
            int at = 0;
            for (int rank = 0; rank < world; rank++) {
                System.arraycopy(rows(rank), 0, expected, at, rank * ROW);
                at += rank * ROW;
            }
            for (float[] all : together(world, c -> c.allGather(Tensor.of(rows(c.rank()), c.rank(), ROW))
                    .toFloats())) {
                assertArrayEquals(expected, all, 0f);
            }
            assertEquals(
                    List.of((long) world, 2L),
                    together(
                                    world,
                                    c -> new ArrayList<>(Arrays.stream(c.allGather(Tensor.zeros(1, 2))
                                                    .shape())
                                            .boxed()
                                            .toList()))
                            .get(world - 1));
        }
    }

    @Test
    void gathersAsManyNumbersAsEachRankHas() throws Exception {
        for (int world : worlds()) {
            for (int each : new int[] {1, 40}) {
                long[] expected = IntStream.range(0, world)
                        .mapToObj(rank -> LongStream.range(0, (long) each * rank))
                        .flatMapToLong(numbers -> numbers)
                        .toArray();
                for (long[] all : together(
                        world,
                        c -> c.allGather(
                                LongStream.range(0, (long) each * c.rank()).toArray()))) {
                    assertArrayEquals(expected, all);
                }
            }
        }
    }

    @Test
    void scattersTheSumByRows() throws Exception {
        for (int world : worlds()) {
            for (int own : new int[] {1, 500}) {
                int count = world * own * 2;
                List<float[]> parts = together(world, c -> {
                    Tensor rows = Tensor.of(numbers(c.rank(), count), (long) world * own, 2);
                    float[] part = c.reduceScatter(rows).toFloats();
                    assertArrayEquals(numbers(c.rank(), count), rows.toFloats(), 0f, "what was given stays");
                    return part;
                });
                float[] sum = sum(world, count);
                for (int rank = 0; rank < world; rank++) {
                    float[] expected = Arrays.copyOfRange(sum, rank * own * 2, (rank + 1) * own * 2);
                    assertArrayEquals(expected, parts.get(rank), tolerance());
                }
            }
        }
    }

    @Test
    void broadcastsFromTheRoot() throws Exception {
        for (int world : worlds()) {
            for (int root : new int[] {0, world - 1}) {
                for (float[] got : together(world, c -> {
                    Tensor own = Tensor.of(numbers(c.rank(), 77), 77);
                    c.broadcast(own, root);
                    c.barrier();
                    return own.toFloats();
                })) {
                    assertArrayEquals(numbers(root, 77), got, 0f);
                }
            }
        }
    }

    private record Message(String text, Set<Integer> numbers) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void broadcastsAValueOfTheRoot() throws Exception {
        Message small = new Message("stop", Set.of(3, 5));
        Message large = new Message("go".repeat(5_000), Set.of());
        for (int world : worlds()) {
            for (ArrayList<Message> got : together(
                    world,
                    c -> new ArrayList<>(List.of(
                            c.broadcastObject(c.rank() == world - 1 ? small : null, world - 1),
                            c.broadcastObject(c.rank() == 0 ? large : null, 0))))) {
                assertEquals(List.of(small, large), got);
            }
        }
    }

    @Test
    void manyOperationsInARowStayInStep() throws Exception {
        for (int world : worlds()) {
            for (Double last : together(world, c -> {
                Tensor own = Tensor.of(new float[] {1}, 1);
                for (int i = 0; i < 200; i++) {
                    c.allReduceSum(own);
                    own.mul_(1.0 / world);
                    c.allGather(new long[] {i});
                }
                return own.item();
            })) {
                assertEquals(1.0, last, 1e-4);
            }
        }
    }
}
