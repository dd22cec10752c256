package org.idem.train.head;

/** What a store keeps of every class, [count, dim] each. */
public enum Quantity {
    /** The class centers. */
    CENTERS("weight"),
    /** The running average of their gradients. */
    MOMENTUM("momentum"),
    /** The running average of their squared gradients, where a rule needs it. */
    SQUARE("square");

    private final String key;

    Quantity(String key) {
        this.key = key;
    }

    /** Name in a checkpoint. */
    public String key() {
        return key;
    }
}
