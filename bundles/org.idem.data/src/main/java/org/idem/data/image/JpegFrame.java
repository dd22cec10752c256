package org.idem.data.image;

/**
 * The headers of a JPEG of the plain kind: baseline, one scan, without restart markers, gray or three components whose
 * second and third have all columns and rows or half of them as cameras and encoders make them (4:4:4, 4:2:2, 4:2:0).
 * Everything else is left to ImageIO. Used again for picture after picture, so that equal Huffman tables are built once.
 */
final class JpegFrame {
    private static final int DHT = 0xC4;
    private static final int SOF0 = 0xC0;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;

    private final int[][] steps = new int[4][];
    private final HuffmanTable[] tables = new HuffmanTable[8];
    private final int[] stepsOf = new int[3];
    private final int[] tablesOf = new int[3];
    private int width;
    private int height;
    private int components;
    private int across;
    private int down;
    private int names;

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** 1 or 3. */
    int components() {
        return components;
    }

    /** How many columns the first component has for each of the others: 1 or 2. */
    int across() {
        return across;
    }

    /** How many rows the first component has for each of the others: 1 or 2. */
    int down() {
        return down;
    }

    /** Quantisation of a component, in the order of the scan. */
    int[] steps(int component) {
        return steps[stepsOf[component]];
    }

    HuffmanTable means(int component) {
        return tables[tablesOf[component] >> 4];
    }

    HuffmanTable others(int component) {
        return tables[4 + (tablesOf[component] & 15)];
    }

    /**
     * Reads the headers.
     *
     * @return offset of the scan's first byte, or −1 if the picture is not of the plain kind
     */
    int read(byte[] data, int limit) {
        components = 0;
        java.util.Arrays.fill(steps, null);
        boolean[] defined = new boolean[tables.length];
        int at = 2;
        while (at + 4 <= limit && data[at] == (byte) 0xff) {
            int marker = data[at + 1] & 0xff;
            int from = at + 4;
            int end = at + 2 + u16(data, at + 2);
            boolean skipped = marker >= 0xE0 && marker <= 0xEF || marker == 0xFE;
            if (end < from || end > limit) {
                return -1;
            }
            if (marker == SOS) {
                return scan(data, from, end, defined) ? end : -1;
            }
            boolean understood =
                    switch (marker) {
                        case DQT -> quantisation(data, from, end);
                        case DHT -> huffman(data, from, end, defined);
                        case SOF0 -> frame(data, from, end);
                        default -> skipped;
                    };
            if (!understood) {
                return -1;
            }
            at = end;
        }
        return -1;
    }

    private boolean quantisation(byte[] data, int from, int end) {
        int at = from;
        while (at + 65 <= end) {
            int id = data[at] & 0xff;
            if (id >= steps.length) {
                return false;
            }
            steps[id] = new int[64];
            for (int i = 0; i < 64; i++) {
                steps[id][i] = data[at + 1 + i] & 0xff;
            }
            at += 65;
        }
        return at == end;
    }

    private boolean huffman(byte[] data, int from, int end, boolean[] defined) {
        int at = from;
        while (at < end) {
            int id = data[at] & 0xff;
            if ((id & 15) > 3 || id >> 4 > 1) {
                return false;
            }
            int slot = 4 * (id >> 4) + (id & 15);
            HuffmanTable table = HuffmanTable.of(data, at + 1, end, tables[slot]);
            if (table == null || slot < 4 && !table.isForMeans()) {
                return false;
            }
            tables[slot] = table;
            defined[slot] = true;
            at += 1 + table.length();
        }
        return true;
    }

    private boolean frame(byte[] data, int from, int end) {
        if (components != 0 || end - from < 6 || data[from] != 8) {
            return false;
        }
        height = u16(data, from + 1);
        width = u16(data, from + 3);
        components = data[from + 5];
        if (width == 0 || height == 0 || components != 1 && components != 3 || end - from != 6 + 3 * components) {
            return false;
        }
        names = from + 6;
        for (int c = 0; c < components; c++) {
            stepsOf[c] = data[names + 3 * c + 2] & 0xff;
            if (stepsOf[c] >= steps.length || c > 0 && data[names + 3 * c + 1] != 0x11) {
                return false;
            }
        }
        int sampling = components == 1 ? 0x11 : data[names + 1];
        across = sampling >> 4;
        down = sampling & 15;
        return sampling == 0x11 || sampling == 0x21 || sampling == 0x22;
    }

    private boolean scan(byte[] data, int from, int end, boolean[] defined) {
        if (components == 0 || data[from] != components || end - from != 4 + 2 * components) {
            return false;
        }
        for (int c = 0; c < components; c++) {
            int at = from + 1 + 2 * c;
            int chosen = data[at + 1] & 0xff;
            if (data[at] != data[names + 3 * c] || chosen >> 4 > 3 || (chosen & 15) > 3 || steps(c) == null) {
                return false;
            }
            if (!defined[chosen >> 4] || !defined[4 + (chosen & 15)]) {
                return false;
            }
            tablesOf[c] = chosen;
        }
        return data[end - 3] == 0 && data[end - 2] == 63 && data[end - 1] == 0;
    }

    private static int u16(byte[] data, int at) {
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }
}
