package org.idem.faces;

import java.nio.file.Path;

/**
 * A face set that was drawn.
 *
 * @param records {@code train.rec}
 * @param verification {@code verify.bin}, or null if no pairs were asked for
 * @param images in {@code train.rec}
 * @param identities in {@code train.rec}
 * @param pairs in {@code verify.bin}
 */
public record GenerateResult(Path records, Path verification, int images, int identities, int pairs) {}
