package org.idem.data.format;

import java.nio.file.Path;

/**
 * How a set is opened.
 *
 * @param imageRoot folder that the paths of a list are relative to; null for the list's own folder
 * @param skipsMalformedLines whether lines of a list that cannot be read are left out and told by the set's integrity
 *     check; otherwise the first of them ends the opening
 */
record OpenOptions(Path imageRoot, boolean skipsMalformedLines) {

    /** Where the paths of a list start. */
    Path rootOf(Path list) {
        return imageRoot == null ? list.toAbsolutePath().getParent() : imageRoot;
    }
}
