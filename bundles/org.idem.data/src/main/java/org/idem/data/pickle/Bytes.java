package org.idem.data.pickle;

import java.nio.ByteBuffer;
import org.idem.data.io.MappedFile;

/**
 * A byte string or text that stays in the file.
 *
 * @param offset of the first byte as stored
 * @param length in bytes, as stored
 * @param form how it is stored
 * @param latin1 whether text stands for the bytes of its characters, as Python 3 writes bytes in protocols 0 to 2
 */
public record Bytes(long offset, long length, Form form, boolean latin1) {
    /** How a string is stored. */
    public enum Form {
        /** The bytes themselves. */
        BYTES,
        /** Text in UTF-8. */
        UTF8,
        /** Bytes as Python 2 writes a literal, with escapes such as {@code \n} and {@code \x89}. */
        ESCAPED,
        /** Text in Latin-1, other characters as {@code \}{@code u1234}. */
        RAW_UNICODE
    }

    /** Whether it is a byte string, or text that stands for one. */
    public boolean isByteString() {
        return latin1 || form == Form.BYTES || form == Form.ESCAPED;
    }

    /** Whether the bytes that it stands for are those that are stored. */
    public boolean isVerbatim() {
        return form == Form.BYTES;
    }

    /**
     * Number of bytes that a byte string stands for.
     *
     * @param file that it is stored in
     * @throws PickleException if it is not well-formed, or longer than {@link MappedFile#MAX_SLICE} as stored
     */
    public int decodedLength(MappedFile file) {
        return isVerbatim() ? stored(file).remaining() : StringForms.decode(stored(file), form, octet -> {});
    }

    /**
     * The bytes that a byte string stands for: a view of the file where it is verbatim, else a copy.
     *
     * @param file that it is stored in
     * @throws PickleException if it is not well-formed, or longer than {@link MappedFile#MAX_SLICE} as stored
     */
    public ByteBuffer decode(MappedFile file) {
        ByteBuffer stored = stored(file);
        if (isVerbatim()) {
            return stored;
        }
        ByteBuffer out = ByteBuffer.allocate(stored.remaining());
        StringForms.decode(stored, form, octet -> out.put((byte) octet));
        return out.flip();
    }

    private ByteBuffer stored(MappedFile file) {
        if (length > MappedFile.MAX_SLICE) {
            throw new PickleException("A string of " + length + " bytes");
        }
        return file.slice(offset, (int) length);
    }
}
