package org.idem.verify.tinyface;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * Texts and numbers of a MATLAB file of level 5, compressed or not. What is neither is passed over. Nothing in a file is
 * believed: lengths are held against what is there.
 */
final class MatlabFile {
    private static final int LARGEST = 1 << 26;
    private static final int LARGEST_INFLATED = 1 << 28;
    private static final int MOST_NUMBERS = 1 << 22;
    private static final int HEADER = 128;
    private static final int ENDIAN = 126;
    private static final int ALIGNMENT = 8;
    private static final int SMALL = 4;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int CELL = 1;
    private static final int CHAR = 4;
    private static final int FIRST_NUMERIC = 6;
    private static final int LAST_NUMERIC = 15;

    private final Path file;
    private final Map<String, List<String>> texts = new HashMap<>();
    private final Map<String, double[]> numbers = new HashMap<>();

    private MatlabFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws InputException if it is no such file, or damaged
     */
    static MatlabFile read(Path path) {
        MatlabFile file = new MatlabFile(path);
        try {
            byte[] bytes = BoundedFiles.readAllBytes(path, LARGEST);
            file.parse(bytes);
        } catch (IOException e) {
            throw file.wrong("It cannot be read: " + e.getMessage());
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw file.wrong("It is damaged");
        }
        return file;
    }

    /**
     * A variable of texts.
     *
     * @throws InputException if there is none of this name
     */
    List<String> texts(String name) {
        if (!texts.containsKey(name)) {
            throw wrong("There is no list of texts " + name);
        }
        return texts.get(name);
    }

    /**
     * A variable of numbers, column by column.
     *
     * @throws InputException if there is none of this name
     */
    double[] numbers(String name) {
        if (!numbers.containsKey(name)) {
            throw wrong("There are no numbers " + name);
        }
        return numbers.get(name).clone();
    }

    private InputException wrong(String what) {
        return new InputException(Problem.error(
                file, "--root", what, "take the file of the official download, which is one of MATLAB's level 5"));
    }

    private void parse(byte[] bytes) throws IOException {
        if (bytes.length < HEADER || !new String(bytes, 0, 6, StandardCharsets.US_ASCII).equals("MATLAB")) {
            throw wrong("This is no MATLAB file of level 5");
        }
        ByteOrder order = bytes[ENDIAN] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer rest =
                ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER).slice().order(order);
        while (rest.remaining() >= ALIGNMENT) {
            Element element = Element.next(rest);
            if (element.type() == COMPRESSED) {
                ByteBuffer inflated = ByteBuffer.wrap(inflate(element.data())).order(order);
                element = inflated.remaining() < ALIGNMENT ? element : Element.next(inflated);
            }
            if (element.type() == MATRIX) {
                keep(Matrix.of(element.data()));
            }
        }
    }

    private static byte[] inflate(ByteBuffer data) throws IOException {
        byte[] packed = new byte[data.remaining()];
        data.get(packed);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(LARGEST_INFLATED);
        }
    }

    private void keep(Matrix matrix) {
        if (matrix.kind() == CELL) {
            List<String> cells = new ArrayList<>();
            while (matrix.rest().remaining() >= ALIGNMENT) {
                Matrix cell = Matrix.of(Element.next(matrix.rest()).data());
                if (cell.kind() != CHAR) {
                    return;
                }
                cells.add(String.join("", cell.texts()));
            }
            texts.put(matrix.name(), cells);
        } else if (matrix.kind() == CHAR) {
            texts.put(matrix.name(), matrix.texts());
        } else if (matrix.kind() >= FIRST_NUMERIC && matrix.kind() <= LAST_NUMERIC) {
            numbers.put(matrix.name(), Element.next(matrix.rest()).numbers());
        }
    }

    /** A piece of a file with its type. */
    private record Element(int type, ByteBuffer data) {
        static Element next(ByteBuffer from) {
            int tag = from.getInt();
            if (tag >>> Short.SIZE != 0) {
                return new Element(tag & 0xFFFF, take(from, tag >>> Short.SIZE, SMALL));
            }
            int length = from.getInt();
            int padded = tag == COMPRESSED ? length : (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            return new Element(tag, take(from, length, Math.min(padded, from.remaining())));
        }

        /** Some bytes, with those after them passed over. */
        private static ByteBuffer take(ByteBuffer from, int length, int room) {
            if (length < 0 || length > from.remaining() || length > room) {
                throw new BufferUnderflowException();
            }
            ByteBuffer data = from.slice(from.position(), length).order(from.order());
            from.position(from.position() + room);
            return data;
        }

        double[] numbers() {
            int size =
                    switch (type) {
                        case 1, 2 -> Byte.BYTES;
                        case 3, 4 -> Short.BYTES;
                        case 5, 6, 7 -> Integer.BYTES;
                        case 9, 12, 13 -> Long.BYTES;
                        default -> throw new IllegalArgumentException("numbers of type " + type);
                    };
            if (data.remaining() / size > MOST_NUMBERS) {
                throw new IllegalArgumentException("too many numbers");
            }
            double[] numbers = new double[data.remaining() / size];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = number();
            }
            return numbers;
        }

        private double number() {
            return switch (type) {
                case 1 -> data.get();
                case 2 -> data.get() & 0xFF;
                case 3 -> data.getShort();
                case 4 -> data.getShort() & 0xFFFF;
                case 5 -> data.getInt();
                case 6 -> data.getInt() & 0xFFFFFFFFL;
                case 7 -> data.getFloat();
                case 9 -> data.getDouble();
                default -> data.getLong();
            };
        }

        /** Characters, whatever they are stored as. */
        String characters() {
            Charset charset =
                    switch (type) {
                        case 1, 2 -> StandardCharsets.ISO_8859_1;
                        case 16 -> StandardCharsets.UTF_8;
                        case 4, 17 -> data.order() == ByteOrder.LITTLE_ENDIAN
                                ? StandardCharsets.UTF_16LE
                                : StandardCharsets.UTF_16BE;
                        default -> throw new IllegalArgumentException("characters of type " + type);
                    };
            return charset.decode(data.slice()).toString();
        }
    }

    /**
     * A variable, or what is in a cell.
     *
     * @param kind class of its elements
     * @param rows how many rows it has
     * @param rest what comes after the name: its contents
     */
    private record Matrix(int kind, int rows, String name, ByteBuffer rest) {
        static Matrix of(ByteBuffer data) {
            int kind = (int) Element.next(data).numbers()[0] & 0xFF;
            double[] shape = Element.next(data).numbers();
            String name = Element.next(data).characters();
            return new Matrix(kind, shape.length == 0 ? 0 : (int) shape[0], name, data);
        }

        /** The rows of a table of characters, which lie column by column; spaces fill them up. */
        List<String> texts() {
            String all = rest.remaining() < ALIGNMENT ? "" : Element.next(rest).characters();
            List<String> texts = new ArrayList<>();
            int columns = rows <= 0 ? 0 : all.length() / rows;
            for (int row = 0; row < rows && columns > 0; row++) {
                StringBuilder text = new StringBuilder();
                for (int column = 0; column < columns; column++) {
                    text.append(all.charAt(column * rows + row));
                }
                texts.add(text.toString().stripTrailing());
            }
            return texts;
        }
    }
}
