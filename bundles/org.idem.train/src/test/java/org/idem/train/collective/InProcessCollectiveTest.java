package org.idem.train.collective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class InProcessCollectiveTest extends CollectiveContract {
    @Override
    List<? extends Collective> group(int world) {
        return InProcessCollective.create(world);
    }

    @Test
    void nobodyWaitsForAWorkerThatFailed() {
        IllegalStateException failure = new IllegalStateException("out of memory");
        ExecutionException seen = assertThrows(
                ExecutionException.class,
                () -> together(InProcessCollective.create(3), c -> {
                    if (c.rank() == 2) {
                        ((InProcessCollective) c).abort(failure);
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
