package org.idem.verify.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the embeddings of a set told.
 *
 * @param set the set, absolute
 * @param against the set that it was compared with; null for none
 * @param model what embedded the images: path of a checkpoint or file
 * @param images number of images
 * @param identities number of identities
 * @param damaged images that could not be read
 * @param thresholds from which cosines on something was found
 * @param found how much was found, by the word of its kind; of more than was asked for, the surest are in {@code findings}
 * @param findings kind by kind, the surest first
 */
public record Diagnosis(
        Path set,
        Path against,
        String model,
        int images,
        int identities,
        int damaged,
        DoctorThresholds thresholds,
        Map<String, Long> found,
        List<DoctorFinding> findings) {
    public Diagnosis {
        found = new TreeMap<>(found);
        findings = List.copyOf(findings);
    }
}
