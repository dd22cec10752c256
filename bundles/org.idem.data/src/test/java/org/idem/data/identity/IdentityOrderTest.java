package org.idem.data.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class IdentityOrderTest {
    private static final int[] COUNTS = {3, 0, 7, 3, 1, 0};

    @Test
    void wantedOnesComeByTheirNumber() {
        assertArrayEquals(new int[] {1, 5, 4, 0, 3, 2}, IdentityOrder.of(6, one -> true, one -> COUNTS[one], false));
        assertArrayEquals(
                new int[] {2, 0, 3, 4}, IdentityOrder.of(6, one -> COUNTS[one] > 0, one -> COUNTS[one], true));
        assertArrayEquals(new int[] {5, 4, 3, 2, 1, 0}, IdentityOrder.of(6, one -> true, one -> one, true));
    }

    @Test
    void numbersMayBeNegative() {
        assertArrayEquals(new int[] {1, 0, 2}, IdentityOrder.of(3, one -> true, one -> one == 1 ? -1 : 5, false));
        assertArrayEquals(new int[] {0, 2, 1}, IdentityOrder.of(3, one -> true, one -> one == 1 ? -1 : 5, true));
    }
}
