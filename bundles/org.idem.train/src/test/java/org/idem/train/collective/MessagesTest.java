package org.idem.train.collective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private enum Action {
        SAVE,
        STOP
    }

    private record Order(Set<Action> actions, List<String> reasons, Map<String, Double> values, long[] numbers)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void recordsOfPlainThingsArriveAsTheyWere() {
        Order sent = new Order(Set.of(Action.SAVE, Action.STOP), List.of("a", "b"), Map.of("x", 1.5), new long[] {1});
        Order got = Messages.read(Messages.write(sent));
        assertEquals(sent.actions(), got.actions());
        assertEquals(sent.reasons(), got.reasons());
        assertEquals(sent.values(), got.values());
        assertEquals(1, got.numbers()[0]);
    }

    private static boolean hasRun;

    private static final class Trap implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException {
            hasRun = true;
        }
    }

    private record Carrier(Serializable value) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void whatRunsCodeOfItsOwnIsRefused() {
        for (Serializable value : List.of(new Trap(), new Carrier(new Trap()), new HashMap<>(Map.of("a", 1)))) {
            byte[] bytes = Messages.write(value);
            assertThrows(IllegalArgumentException.class, () -> Messages.read(bytes));
        }
        assertFalse(hasRun);
    }

    @Test
    void damageIsRefused() {
        byte[] bytes = Messages.write("text");
        bytes[0] ^= 1;
        assertThrows(IllegalArgumentException.class, () -> Messages.read(bytes));
        assertThrows(IllegalArgumentException.class, () -> Messages.read(new byte[0]));
    }
}
