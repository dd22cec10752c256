package org.idem.data.recordio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;

/**
 * What a record says: MXNet's {@code IRHeader} (little-endian {@code uint32 flag, float32 label, uint64 id, uint64
 * id2}), then {@code flag} float32 labels if there are any, then the image.
 *
 * @param flag number of label values after the header; 0 when the header's own label is meant
 * @param labels at least one
 * @param id the record's key, as most writers put it
 * @param id2 1 in the header record of an insightface set
 * @param image the encoded picture; empty in header and identity records
 */
public record FaceRecord(long flag, float[] labels, long id, long id2, ByteBuffer image) {
    /** Bytes of the header before any label values. */
    public static final int HEADER = 24;

    /** A header or identity record, not an image: it has label values and nothing after them. */
    public boolean isRange() {
        return flag > 0 && !image.hasRemaining();
    }

    /** Returns the first value of the record's label. */
    public float label() {
        return labels[0];
    }

    static FaceRecord parse(String key, long offset, ByteBuffer payload) {
        ByteBuffer b = payload.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (b.limit() < HEADER) {
            String message = "The record has " + b.limit() + " bytes, its header alone needs " + HEADER;
            throw new DamagedImageException(key, offset, Damage.SHORT_PAYLOAD, message);
        }
        long flag = b.getInt(0) & 0xffffffffL;
        if (flag > (b.limit() - HEADER) / 4) {
            String message = "The header promises " + flag + " label values, the record has " + b.limit() + " bytes";
            throw new DamagedImageException(key, offset, Damage.FLAG_TOO_LARGE, message);
        }
        float[] labels = flag == 0 ? new float[] {b.getFloat(4)} : new float[(int) flag];
        for (int i = 0; i < flag; i++) {
            labels[i] = b.getFloat(HEADER + 4 * i);
        }
        int imageAt = HEADER + 4 * (int) flag;
        ByteBuffer image = b.slice(imageAt, b.limit() - imageAt);
        return new FaceRecord(flag, labels, b.getLong(8), b.getLong(16), image);
    }

    /** The label as an identity number in [0, 2^31 − 1). */
    public int identity(String key, long offset) {
        float label = label();
        if (Float.isNaN(label)) {
            throw new DamagedImageException(key, offset, Damage.LABEL_NAN, "The label is NaN");
        }
        if (label < 0) {
            throw new DamagedImageException(key, offset, Damage.LABEL_NEGATIVE, "The label is " + label);
        }
        if (label >= Integer.MAX_VALUE) {
            throw new DamagedImageException(key, offset, Damage.LABEL_HUGE, "The label is " + label);
        }
        if (label != (int) label) {
            throw new DamagedImageException(key, offset, Damage.LABEL_FRACTION, "The label is " + label);
        }
        return (int) label;
    }
}
