package org.idem.train.collective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Serializable;
import java.util.List;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.DeviceTraffic;
import org.idem.train.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Ranks that are threads of one process and have a simulated card each: what goes from card to card is copied. */
class CardCopiesTest extends CollectiveContract {
    /** Runs work on the card of its rank. */
    static <T> Work<T> onCard(Work<T> work) {
        return collective -> Device.simulated(collective.rank()).compute(() -> work.with(collective));
    }

    @Override
    protected <T extends Serializable> List<T> together(int world, Work<T> work) throws Exception {
        return onThreads(InProcessCollective.create(world), onCard(work));
    }

    /** Each of two ranks adds up one half: it gets the other's, and gives the total back. Nothing passes through the host. */
    @Test
    void aSumCrossesTwiceAndNeverTouchesTheHost() throws Exception {
        onThreads(InProcessCollective.create(2), onCard(c -> {
            Tensor own = Tensor.zeros(1000);
            c.barrier();
            DeviceTraffic traffic = Device.current().traffic();
            DeviceTraffic.Count before = traffic.count();
            c.barrier();
            c.allReduceSum(own);
            c.barrier();
            DeviceTraffic.Count crossed = traffic.count().since(before);
            assertEquals(2, crossed.peerCopies());
            assertEquals(4000, crossed.peerBytes());
            assertEquals(0, crossed.downloads() + crossed.uploads() + crossed.waits());
            return 0;
        }));
    }
}
