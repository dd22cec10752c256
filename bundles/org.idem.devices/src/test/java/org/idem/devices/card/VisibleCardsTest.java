package org.idem.devices.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleCardsTest {
    private static final List<Card> ALL = List.of(card(0, "GPU-aa01"), card(1, "GPU-ab02"), card(2, "GPU-b003"));

    private static Card card(int index, String uuid) {
        return new Card(index, uuid, "card", 0, 0, 0, Card.Mode.SHARED, List.of());
    }

    private static List<Integer> seen(String variable) {
        return new VisibleCards(variable).of(ALL).stream().map(Card::index).toList();
    }

    @Test
    void readsTheVariableAsCudaDoes() {
        assertEquals(List.of(0, 1, 2), seen(null));
        assertEquals(List.of(2, 0), seen("2,0"));
        assertEquals(List.of(1, 2), seen("GPU-ab, GPU-b0"));
        assertEquals(List.of(), seen(""));
        assertEquals(List.of(), seen("-1"));
        assertEquals(List.of(1), seen("1,7,0"), "the first that is none ends the list");
        assertEquals(List.of(1), seen("1,1"));
    }
}
