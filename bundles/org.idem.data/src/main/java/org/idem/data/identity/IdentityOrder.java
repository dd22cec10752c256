package org.idem.data.identity;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Picks identities and brings them into an order, some dozens of bytes each while that is done and four after it. */
public final class IdentityOrder {
    private IdentityOrder() {}

    /**
     * The identities that are wanted, by a number of each.
     *
     * @param identities how many there are
     * @param number what they are sorted by; those with equal numbers stay in their order, either way
     * @param descending whether the largest number comes first
     */
    public static int[] of(int identities, IntPredicate wanted, IntUnaryOperator number, boolean descending) {
        long[] sorted = IntStream.range(0, identities)
                .filter(wanted)
                .mapToLong(identity -> key(number.applyAsInt(identity), descending) << 32 | identity)
                .toArray();
        Arrays.parallelSort(sorted);
        return Arrays.stream(sorted).mapToInt(key -> (int) key).toArray();
    }

    private static long key(int number, boolean descending) {
        return descending ? -(long) number : number;
    }
}
