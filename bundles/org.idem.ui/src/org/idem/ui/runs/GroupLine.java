package org.idem.ui.runs;

/**
 * The heading of runs that have something in common.
 *
 * @param title what they have in common
 * @param runs how many they are
 * @param collapsed whether they are left out
 */
public record GroupLine(String title, int runs, boolean collapsed) implements RunLine {
    @Override
    public Object key() {
        return "group " + title;
    }
}
