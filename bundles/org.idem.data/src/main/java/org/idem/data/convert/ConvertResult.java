package org.idem.data.convert;

import java.nio.file.Path;
import java.util.List;
import org.idem.data.DataProblem;

/**
 * What a conversion wrote.
 *
 * @param output the folder or file
 * @param images number of images in it, two for each pair
 * @param resumed number of those that an interrupted conversion had written before
 * @param skipped what could not be read and was left out, in the order of the set
 * @param excluded number of images that the exclude list left out
 * @param notes what the user should know, in sentences
 */
public record ConvertResult(
        Path output, long images, long resumed, List<DataProblem> skipped, long excluded, List<String> notes) {
    public ConvertResult {
        skipped = List.copyOf(skipped);
        notes = List.copyOf(notes);
    }
}
