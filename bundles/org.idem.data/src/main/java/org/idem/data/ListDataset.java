package org.idem.data;

import java.nio.file.Path;
import org.idem.data.image.EncodedImage;

/** PLSC's image list: lines {@code path TAB label}, paths relative to an image root. */
final class ListDataset implements ImageDataset {
    private static final int MOST_DIGITS = 9;

    private final TextLines lines;
    private final Path root;
    private final int[] labels;
    private final int identities;

    ListDataset(TextLines lines, Path root) {
        this.lines = lines;
        this.root = root;
        this.labels = new int[lines.size()];
        int highest = -1;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = parse(i);
            highest = Math.max(highest, labels[i]);
        }
        this.identities = highest + 1;
    }

    private int parse(int index) {
        String line = lines.get(index);
        int tab = line.indexOf('\t');
        if (tab <= 0 || line.indexOf('\t', tab + 1) >= 0) {
            throw lines.wrong(index, "The line has " + lines.fields(index).length + " tab-separated fields, not 2");
        }
        String label = line.substring(tab + 1).strip();
        if (!isNumber(label)) {
            throw lines.wrong(index, "\"" + line.substring(tab + 1) + "\" is no identity number");
        }
        return Integer.parseInt(label);
    }

    /** A pattern would take longer than everything else when a list of millions is opened. */
    private static boolean isNumber(String text) {
        boolean digits = !text.isEmpty() && text.length() <= MOST_DIGITS;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits;
    }

    @Override
    public String format() {
        return "list";
    }

    @Override
    public Path path() {
        return lines.path();
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int identities() {
        return identities;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public EncodedImage image(int index) {
        return ImageFiles.read(root, key(index));
    }

    @Override
    public String key(int index) {
        return lines.fields(index)[0];
    }

    @Override
    public long offset(int index) {
        return -1;
    }

    @Override
    public long bytes() {
        return ImageFiles.bytes(root, this);
    }

    @Override
    public void close() {
        // The map goes with the garbage; no descriptor is open.
    }
}
