package org.idem.train.collective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two or three processes, played by groups of threads, of two workers each. */
class HierarchicalCollectiveTest extends CollectiveContract {
    private static final int WORKERS = 2;

    @Override
    protected int[] worlds() {
        return new int[] {2, 4, 6};
    }

    @Override
    protected float tolerance() {
        return 1e-6f;
    }

    private static List<Collective> group(int world) {
        List<Collective> members = new ArrayList<>();
        for (Collective across : InProcessCollective.create(world / WORKERS)) {
            members.addAll(HierarchicalCollective.join(InProcessCollective.create(WORKERS), across));
        }
        return members;
    }

    @Override
    protected <T extends Serializable> List<T> together(int world, Work<T> work) throws Exception {
        return onThreads(group(world), work);
    }

    @Test
    void ranksAreNumberedOverAllProcesses() {
        List<Integer> ranks = group(6).stream().map(Collective::rank).toList();
        assertEquals(List.of(0, 1, 2, 3, 4, 5), ranks);
    }
}
