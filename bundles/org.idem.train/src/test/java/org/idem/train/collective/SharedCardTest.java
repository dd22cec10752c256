package org.idem.train.collective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Serializable;
import java.util.List;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.DeviceTraffic;
import org.idem.train.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Ranks that share one simulated card: nothing has to cross. */
class SharedCardTest extends CollectiveContract {
    private static final Device CARD = Device.simulated(7);

    @Override
    protected <T extends Serializable> List<T> together(int world, Work<T> work) throws Exception {
        return onThreads(InProcessCollective.create(world), c -> CARD.compute(() -> work.with(c)));
    }

    @Test
    void nothingCrosses() throws Exception {
        DeviceTraffic.Count before = CARD.traffic().count();
        together(3, c -> {
            c.allReduceSum(Tensor.zeros(1000));
            c.allGather(Tensor.zeros(4, 2));
            c.reduceScatter(Tensor.zeros(6, 2));
            c.broadcast(Tensor.zeros(5), 1);
            return 0;
        });
        assertEquals(
                new DeviceTraffic.Count(0, 0, 0, 0, 0, 0, 0),
                CARD.traffic().count().since(before));
    }
}
