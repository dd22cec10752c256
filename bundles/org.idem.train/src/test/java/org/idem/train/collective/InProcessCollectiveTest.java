package org.idem.train.collective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class InProcessCollectiveTest extends CollectiveContract {
    @Override
    protected <T extends Serializable> List<T> together(int world, Work<T> work) throws Exception {
        return onThreads(InProcessCollective.create(world), work);
    }

    @Test
    void nobodyWaitsForAWorkerThatFailed() {
        IllegalStateException failure = new IllegalStateException("out of memory");
        ExecutionException seen = assertThrows(
                ExecutionException.class,
                () -> onThreads(InProcessCollective.create(3), c -> {
                    if (c.rank() == 2) {
                        c.abort(failure);
                        return 0;
                    }
                    c.barrier();
                    return 1;
                }));
        assertEquals(CollectiveAbortedException.class, seen.getCause().getClass());
        assertSame(failure, seen.getCause().getCause());
    }

    @Test
    void anAbortedGroupStaysAborted() {
        InProcessCollective alone = InProcessCollective.create(1).get(0);
        alone.barrier();
        alone.abort(new IllegalStateException("first"));
        alone.abort(new IllegalStateException("second"));
        CollectiveAbortedException seen = assertThrows(CollectiveAbortedException.class, alone::barrier);
        assertEquals("first", seen.getCause().getMessage());
    }
}
