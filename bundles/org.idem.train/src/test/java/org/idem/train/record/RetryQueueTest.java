package org.idem.train.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryQueueTest {
    private boolean full;
    private final List<Integer> written = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final RetryQueue queue = new RetryQueue("Metrics", warnings::add);

    private void write(int number) {
        queue.write(() -> {
            if (full) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }
            written.add(number);
        });
    }

    @Test
    void whatCouldNotBeWrittenComesLaterInOrderAndIsToldOnce() {
        write(1);
        full = true;
        write(2);
        write(3);
        assertFalse(queue.flush());
        assertEquals(List.of(1), written);
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("Metrics cannot be written: No space left"), warnings.get(0));
        full = false;
        write(4);
        assertEquals(List.of(1, 2, 3, 4), written);
        assertEquals("Metrics are written again", warnings.get(1));
        write(5);
        assertEquals(2, warnings.size());
    }
}
