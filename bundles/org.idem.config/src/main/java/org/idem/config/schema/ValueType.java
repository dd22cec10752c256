package org.idem.config.schema;

/** How the value of a key is written. */
public enum ValueType {
    SECTION("section"),
    LIST("list of sections"),
    INTEGER("integer"),
    INTEGER_OR_AUTO("integer or auto"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    TEXT("text"),
    CHOICE("choice"),
    PATH("path"),
    PATHS("path or list of paths"),
    NUMBERS("list of numbers"),
    INTEGERS("list of integers"),
    TEXTS("list of texts"),
    COUNT_OR_LIST("count or list"),
    ANY("any");

    private final String label;

    ValueType(String label) {
        this.label = label;
    }

    /** As the schema and the messages call it. */
    public String label() {
        return label;
    }

    public boolean isContainer() {
        return this == SECTION || this == LIST;
    }

    public static ValueType of(String label) {
        for (ValueType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException("No such type: " + label);
    }
}
