package org.idem.data.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idem.core.InputException;
import org.idem.data.DataProblem;
import org.idem.data.image.Damage;
import org.idem.data.io.TextLines;

/** PLSC's image list: lines {@code path TAB label}, paths relative to an image root. */
final class ImageList implements LabeledFiles {
    private static final int MOST_DIGITS = 9;
    private static final int MOST_PROBLEMS = 1000;

    private final TextLines lines;
    private final List<DataProblem> problems = new ArrayList<>();
    private int[] labels;
    private int[] lineOf;
    private int identities;

    private ImageList(TextLines lines) {
        this.lines = lines;
        this.labels = new int[lines.size()];
    }

    /**
     * Reads all labels.
     *
     * @param skipsMalformed whether malformed lines are left out and kept as problems
     * @throws InputException at the first malformed line, unless they are skipped
     */
    static ImageList read(TextLines lines, boolean skipsMalformed) {
        ImageList list = new ImageList(lines);
        int[] sound = skipsMalformed ? new int[lines.size()] : null;
        int size = 0;
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.get(line);
            String fault = fault(text);
            if (fault.isEmpty()) {
                int label = Integer.parseInt(labelField(text));
                list.identities = Math.max(list.identities, label + 1);
                if (sound != null) {
                    sound[size] = line;
                }
                list.labels[size++] = label;
            } else if (skipsMalformed) {
                list.note(line, fault);
            } else {
                throw lines.malformed(line, fault);
            }
        }
        list.keep(size, sound);
        return list;
    }

    private void keep(int size, int[] sound) {
        if (size < labels.length) {
            labels = Arrays.copyOf(labels, size);
            lineOf = Arrays.copyOf(sound, size);
        }
    }

    private void note(int line, String fault) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new DataProblem("line " + lines.number(line), -1, Damage.BAD_LINE.word(), fault));
        }
    }

    /** What is wrong with a line; empty if nothing is. */
    private static String fault(String line) {
        int tab = line.indexOf('\t');
        if (tab <= 0 || line.indexOf('\t', tab + 1) >= 0) {
            return "The line has " + line.split("\t", -1).length + " tab-separated fields, not 2";
        }
        return isNumber(labelField(line)) ? "" : "\"" + line.substring(tab + 1) + "\" is no identity number";
    }

    private static String labelField(String line) {
        return line.substring(line.indexOf('\t') + 1).strip();
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
    public int size() {
        return labels.length;
    }

    @Override
    public int identities() {
        return identities;
    }

    @Override
    public String path(int index) {
        return lines.fields(lineOf == null ? index : lineOf[index])[0];
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public List<DataProblem> problems() {
        return List.copyOf(problems);
    }
}
