package org.idem.data.ijb;

/**
 * A list of templates with their persons: a gallery, or the probes of the 1:N protocol.
 *
 * @param name such as {@code G1}
 * @param templates number of each template, each once, in the order of the file
 * @param subjects number of the person of each
 */
public record IjbGallery(String name, int[] templates, int[] subjects) {

    /** Number of templates. */
    public int size() {
        return templates.length;
    }
}
