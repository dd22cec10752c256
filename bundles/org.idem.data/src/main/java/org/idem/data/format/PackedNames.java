package org.idem.data.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Many short texts in one array of bytes. */
final class PackedNames {
    private byte[] bytes = new byte[1 << 16];
    private int[] ends = new int[1024];
    private int size;

    void add(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int from = size == 0 ? 0 : ends[size - 1];
        int end = Math.addExact(from, text.length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(2L * bytes.length, end)));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        System.arraycopy(text, 0, bytes, from, text.length);
        ends[size++] = end;
    }

    int size() {
        return size;
    }

    String get(int index) {
        int from = index == 0 ? 0 : ends[index - 1];
        return new String(bytes, from, ends[index] - from, StandardCharsets.UTF_8);
    }
}
