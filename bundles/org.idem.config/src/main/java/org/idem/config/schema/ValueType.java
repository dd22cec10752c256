package org.idem.config.schema;

/** How the value of a key is written. */
public enum ValueType {
    /** Keys with values of their own. */
    SECTION("section"),
    /** Sections one after the other, each under a dash. */
    LIST("list of sections"),
    /** A whole number. */
    INTEGER("integer"),
    /** A whole number, or {@code auto}, which is read as 0. */
    INTEGER_OR_AUTO("integer or auto"),
    /** A finite number, or a quotient of two such as {@code 1.0/255.0}. */
    NUMBER("number"),
    /** {@code true} or {@code false}, in any of YAML 1.1's spellings. */
    BOOLEAN("boolean"),
    /** Any single value, taken as it is written. */
    TEXT("text"),
    /** One of the words that the key allows. */
    CHOICE("choice"),
    /** A path of this machine that need not exist. */
    PATH("path"),
    /** One path, or a list of them. */
    PATHS("path or list of paths"),
    /** Numbers in a list or a Python tuple; a single one is a list of one. */
    NUMBERS("list of numbers"),
    /** Whole numbers in a list or a Python tuple; a single one is a list of one. */
    INTEGERS("list of integers"),
    /** Texts in a list or a Python tuple; a single one is a list of one. */
    TEXTS("list of texts"),
    /** A whole number, or a list of numbers from 0 on that stands for its length. */
    COUNT_OR_LIST("count or list"),
    /** Whatever YAML or Python's literals can say; no schema checks it. */
    ANY("any");

    private final String label;

    ValueType(String label) {
        this.label = label;
    }

    /** As the schema and the messages call it. */
    public String label() {
        return label;
    }

    /** Whether keys stand below such a key instead of a value. */
    public boolean isContainer() {
        return this == SECTION || this == LIST;
    }

    /**
     * Returns the type of a label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ValueType of(String label) {
        for (ValueType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException("No such type: " + label);
    }
}
