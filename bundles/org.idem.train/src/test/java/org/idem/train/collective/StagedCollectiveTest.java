package org.idem.train.collective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.DeviceTraffic;
import org.idem.train.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Processes, played by groups of threads, of two workers each on simulated cards; only the host's memory joins them. */
class StagedCollectiveTest extends CollectiveContract {
    private static final int WORKERS = 2;

    @Override
    protected int[] worlds() {
        return new int[] {2, 4};
    }

    @Override
    protected float tolerance() {
        return 1e-6f;
    }

    @Override
    protected <T extends Serializable> List<T> together(int world, Work<T> work) throws Exception {
        List<Collective> members = new ArrayList<>();
        for (Collective across : InProcessCollective.create(world / WORKERS)) {
            members.addAll(
                    HierarchicalCollective.join(InProcessCollective.create(WORKERS), new StagedCollective(across)));
        }
        return onThreads(members, CardCopiesTest.onCard(work));
    }

    @Test
    void aSumGoesToTheHostOnceAndBack() throws Exception {
        List<StagedCollective> members = InProcessCollective.create(2).stream()
                .map(StagedCollective::new)
                .toList();
        onThreads(members, CardCopiesTest.onCard(c -> {
            Tensor own = Tensor.zeros(1000);
            DeviceTraffic.Count before = Device.current().traffic().count();
            c.allReduceSum(own);
            DeviceTraffic.Count crossed = Device.current().traffic().count().since(before);
            assertEquals(new DeviceTraffic.Count(1, 4000, 1, 4000, 1, 0, 0), crossed);
            return 0;
        }));
    }
}
