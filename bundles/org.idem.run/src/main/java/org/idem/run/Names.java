package org.idem.run;

/** Names that are safe in every file system and need no quotes in a shell. */
final class Names {
    private static final int LONGEST = 80;

    private Names() {}

    /** Letters, digits, dot, underscore and dash; runs of anything else become one dash. */
    static String plain(String name) {
        String plain =
                name == null ? "" : name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }
}
