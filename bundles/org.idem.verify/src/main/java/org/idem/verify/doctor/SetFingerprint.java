package org.idem.verify.doctor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.idem.core.Progress;
import org.idem.core.Sha256;
import org.idem.core.Units;
import org.idem.data.image.DamagedImageException;

/**
 * Tells a set's images from others: number and names of all of them in their order, and the bytes of up to 4096 of them,
 * evenly spaced. Labels do not count: who corrects them keeps the embeddings.
 */
final class SetFingerprint {
    private static final int MOST_READ = 4096;
    private static final int CHUNK = 1 << 14;

    private SetFingerprint() {}

    /** 64 hexadecimal digits. */
    static String of(ImagesOfPeople set, Progress progress) {
        MessageDigest digest = Sha256.digest();
        digest.update(Integer.toString(set.size()).getBytes(StandardCharsets.US_ASCII));
        int read = Math.min(set.size(), MOST_READ);
        int next = 0;
        for (int image = 0; image < set.size(); image++) {
            digest.update(set.key(image).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            if (next < read && image == (int) ((long) next * set.size() / read)) {
                addBytes(digest, set, image);
                next++;
            }
            if (image % CHUNK == 0) {
                int at = image;
                progress.checkCancelled();
                progress.report((double) image / set.size(), () -> Units.count(at) + " images looked at");
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void addBytes(MessageDigest digest, ImagesOfPeople set, int image) {
        try {
            digest.update(set.image(image).bytes().duplicate());
        } catch (DamagedImageException e) {
            digest.update(e.kind().getBytes(StandardCharsets.UTF_8));
        }
    }
}
