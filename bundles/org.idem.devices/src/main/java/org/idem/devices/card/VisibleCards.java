package org.idem.devices.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which cards a process sees, and in which order: what {@code CUDA_VISIBLE_DEVICES} says. As CUDA reads it: numbers or
 * beginnings of names, and the first that means no card ends the list.
 */
public final class VisibleCards {
    private final String variable;

    /** What the variable says; null where it is not set. */
    public VisibleCards(String variable) {
        this.variable = variable;
    }

    /** Those of some cards that a process sees; CUDA's number of each is its place in the list. */
    public List<Card> of(List<Card> all) {
        if (variable == null) {
            return all;
        }
        List<Card> seen = new ArrayList<>();
        for (String word : variable.split(",")) {
            Optional<Card> meant = find(all, word.strip());
            if (meant.isEmpty() || seen.contains(meant.get())) {
                break;
            }
            seen.add(meant.get());
        }
        return seen;
    }

    private static Optional<Card> find(List<Card> all, String word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        if (word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return all.stream()
                    .filter(card -> Integer.toString(card.index()).equals(word))
                    .findFirst();
        }
        return all.stream().filter(card -> card.uuid().startsWith(word)).findFirst();
    }
}
