package org.idem.verify.ijb;

import java.util.List;
import org.idem.metrics.Identification;
import org.idem.metrics.Roc;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.TarRule;

/**
 * What a model does on IJB-B or IJB-C.
 *
 * @param templates templates that the protocol names
 * @param withoutImages numbers of those of which no image is there, ascending
 * @param missing names of the images that are not there
 * @param scores [pairs] in the order of the pair file; NaN where a template has no images
 * @param same [pairs] whether each pair of the file shows one person
 * @param unscored pairs without a score
 * @param roc ROC of the others
 * @param table TAR at FAR by the rule that was asked for; with intervals over templates where they were drawn, else Wilson's
 * @param rule how the table was read
 * @param resamplings drawings of templates that the intervals rest on; 0 for Wilson's
 * @param identifications 1:N by gallery; empty when it was not asked for
 */
public record IjbResult(
        int templates,
        List<Integer> withoutImages,
        List<String> missing,
        double[] scores,
        boolean[] same,
        int unscored,
        Roc roc,
        List<TarAtFarRow> table,
        TarRule rule,
        int resamplings,
        List<GalleryResult> identifications) {

    public IjbResult {
        withoutImages = List.copyOf(withoutImages);
        missing = List.copyOf(missing);
        table = List.copyOf(table);
        identifications = List.copyOf(identifications);
    }

    /**
     * Probes against one gallery.
     *
     * @param gallery such as {@code G1}
     * @param templates of the gallery that have images
     * @param leftOut templates of gallery and probes that have none
     * @param found what was compared
     */
    public record GalleryResult(String gallery, int templates, int leftOut, Identification found) {}
}
