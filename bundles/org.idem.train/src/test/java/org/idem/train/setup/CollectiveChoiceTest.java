package org.idem.train.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.idem.train.collective.SoloCollective;
import org.idem.train.collective.nccl.Nccl;
import org.idem.train.tensor.Device;
import org.junit.jupiter.api.Test;

class CollectiveChoiceTest {
    private static CollectiveChoice choose(Device... places) {
        return CollectiveChoice.of(List.of(places), new SoloCollective(), Optional::<Nccl>empty);
    }

    @Test
    void processorsShareTheHostsMemory() {
        try (CollectiveChoice choice = choose(Device.CPU, Device.CPU)) {
            assertEquals("the host's memory", choice.description());
            assertEquals(2, choice.members().size());
            assertTrue(choice.canRound());
            assertEquals(2, choice.members().get(1).world());
        }
    }

    @Test
    void cardsCopyWhereTheLibraryIsMissingOrACardIsShared() {
        try (CollectiveChoice choice = choose(Device.cuda(0), Device.cuda(1))) {
            assertEquals("copies between cards, since NCCL is not installed", choice.description());
        }
        try (CollectiveChoice choice = choose(Device.cuda(0), Device.cuda(0))) {
            assertEquals("copies between cards, since workers share a card", choice.description());
        }
        try (CollectiveChoice choice = choose(Device.simulated(0), Device.simulated(1))) {
            assertTrue(choice.description().startsWith("copies between cards"), choice::description);
        }
    }

    @Test
    void theLibraryIsLookedForOnlyWhereItServes() {
        List<Device> shared = List.of(Device.cuda(0), Device.cuda(0));
        CollectiveChoice.of(shared, new SoloCollective(), () -> {
                    throw new AssertionError("looked for");
                })
                .close();
        assertThrows(
                AssertionError.class,
                () -> CollectiveChoice.of(List.of(Device.cuda(0), Device.cuda(1)), new SoloCollective(), () -> {
                    throw new AssertionError("looked for");
                }));
    }
}
