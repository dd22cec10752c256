package org.idem.data.pickle;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import org.idem.data.pickle.Bytes.Form;

/** The ways in which pickles store strings. */
final class StringForms {
    private static final String NAMED = "abfnrtv\\'\"";
    private static final String MEANING = "\u0007\b\f\n\r\t\u000b\\'\"";

    private StringForms() {}

    /**
     * The bytes that a string stands for, one after the other.
     *
     * @return how many
     * @throws PickleException if it is not well-formed or has characters that stand for no byte
     */
    static int decode(ByteBuffer stored, Form form, IntConsumer octets) {
        int[] count = new int[1];
        IntConsumer counted = value -> {
            if (value > 0xff) {
                throw new PickleException("Text that does not stand for bytes");
            }
            count[0]++;
            octets.accept(value);
        };
        ByteBuffer in = stored.duplicate();
        while (in.hasRemaining()) {
            next(in, form, counted);
        }
        return count[0];
    }

    /**
     * The text that a string holds.
     *
     * @throws PickleException if it is not well-formed
     */
    static String text(ByteBuffer stored, Form form) {
        StringBuilder text = new StringBuilder();
        ByteBuffer in = stored.duplicate();
        while (in.hasRemaining()) {
            next(in, form, text::appendCodePoint);
        }
        return text.toString();
    }

    private static void next(ByteBuffer in, Form form, IntConsumer out) {
        int first = in.get() & 0xff;
        if (form == Form.UTF8 && first >= 0x80) {
            out.accept(twoBytes(in, first));
        } else if (form == Form.ESCAPED && first == '\\') {
            escape(in, out);
        } else if (form == Form.RAW_UNICODE && first == '\\') {
            unicode(in, out);
        } else {
            out.accept(first);
        }
    }

    /** Characters below 256 take two bytes at most. */
    private static int twoBytes(ByteBuffer in, int first) {
        boolean two = first == 0xc2 || first == 0xc3;
        if (!two || !in.hasRemaining()) {
            throw new PickleException("Text that does not stand for bytes");
        }
        int second = in.get() & 0xff;
        if ((second & 0xc0) != 0x80) {
            throw new PickleException("Text that does not stand for bytes");
        }
        return (first & 0x03) << 6 | second & 0x3f;
    }

    private static void escape(ByteBuffer in, IntConsumer out) {
        int kind = required(in);
        int named = NAMED.indexOf(kind);
        if (named >= 0) {
            out.accept(MEANING.charAt(named));
        } else if (kind == 'x') {
            out.accept(digits(in, 2));
        } else if (kind >= '0' && kind <= '7') {
            int value = kind - '0';
            for (int i = 0; i < 2 && in.hasRemaining() && isOctal(in.get(in.position())); i++) {
                value = 8 * value + in.get() - '0';
            }
            out.accept(value & 0xff);
        } else {
            out.accept('\\');
            out.accept(kind);
        }
    }

    private static boolean isOctal(byte digit) {
        return digit >= '0' && digit <= '7';
    }

    private static void unicode(ByteBuffer in, IntConsumer out) {
        int kind = in.hasRemaining() ? in.get() & 0xff : -1;
        if (kind == 'u' || kind == 'U') {
            int character = digits(in, kind == 'u' ? 4 : 8);
            if (!Character.isValidCodePoint(character)) {
                throw new PickleException("A character that does not exist");
            }
            out.accept(character);
            return;
        }
        out.accept('\\');
        if (kind >= 0) {
            out.accept(kind);
        }
    }

    private static int digits(ByteBuffer in, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            int digit = Character.digit(required(in), 16);
            if (digit < 0) {
                throw new PickleException("A broken escape in a string");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static int required(ByteBuffer in) {
        if (!in.hasRemaining()) {
            throw new PickleException("A broken escape in a string");
        }
        return in.get() & 0xff;
    }
}
