package org.idem.data.image;

/** What can be wrong with one stored picture or with the record that holds it. */
public enum Damage {
    /** No record starts where the index says. */
    BAD_MAGIC("bad-magic"),
    /** The index points into the middle of a record. */
    OFFSET_IN_RECORD("offset-in-record"),
    /** The index points past the end of the file. */
    OFFSET_BEYOND_END("offset-beyond-end"),
    /** The index has the key twice. */
    DUPLICATE_KEY("duplicate-key"),
    /** The index line is not a key, a tab and an offset. */
    BAD_INDEX_LINE("bad-index-line"),
    /** The line of a list is not a path, a tab and a label. */
    BAD_LINE("bad-line"),
    /** A whole record that the index does not mention. */
    UNLISTED_RECORD("unlisted-record"),
    /** The payload is shorter than its header. */
    SHORT_PAYLOAD("short-payload"),
    /** The header promises more label values than the payload holds. */
    FLAG_TOO_LARGE("flag-too-large"),
    /** A record in parts whose last part never comes. */
    UNFINISHED_SPLIT("unfinished-split"),
    /** The file ends inside the record. */
    TRUNCATED("truncated"),
    /** The label is not a number. */
    LABEL_NAN("label-nan"),
    /** The label is below zero. */
    LABEL_NEGATIVE("label-negative"),
    /** The label is not a whole number. */
    LABEL_FRACTION("label-fraction"),
    /** The label does not fit 31 bits. */
    LABEL_HUGE("label-huge"),
    /** The label is not below the number of identities that the set declares. */
    LABEL_BEYOND_IDENTITIES("label-beyond-identities"),
    /** The image lies in the range of another identity than its label says. */
    LABEL_OUTSIDE_RANGE("label-outside-range"),
    /** There are no bytes. */
    EMPTY_IMAGE("empty-image"),
    /** The bytes are no known picture format. */
    GARBAGE_IMAGE("garbage-image"),
    /** The data stop before the picture is complete. */
    HALF_JPEG("half-jpeg"),
    /** The data stop before the picture is complete, in another format than JPEG. */
    HALF_IMAGE("half-image"),
    /** The decoder met impossible data. */
    CORRUPT_IMAGE("corrupt-image"),
    /** The header asks for more pixels than any face crop has. */
    TOO_LARGE("too-large"),
    /** The file is not there or cannot be read. */
    MISSING_FILE("missing-file");

    private final String word;

    Damage(String word) {
        this.word = word;
    }

    /** The word that reports and programs use, such as {@code half-jpeg}. */
    public String word() {
        return word;
    }
}
