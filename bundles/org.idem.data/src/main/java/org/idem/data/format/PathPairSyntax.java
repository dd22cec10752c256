package org.idem.data.format;

import java.nio.file.Path;

/** PLSC's: {@code path1 TAB path2 TAB 0|1}. */
final class PathPairSyntax implements PairSyntax {
    @Override
    public String fault(String line) {
        String[] fields = fields(line);
        if (fields.length != 3 || fields[0].isEmpty() || fields[1].isEmpty()) {
            return "The line has " + fields.length + " tab-separated fields, not 3";
        }
        String truth = fields[2].strip();
        return truth.equals("0") || truth.equals("1") ? "" : "\"" + truth + "\" is neither 0 nor 1";
    }

    @Override
    public String remedy() {
        return "Each line is path<TAB>label, or path1<TAB>path2<TAB>0|1 in a list of pairs";
    }

    private static String[] fields(String line) {
        return line.split("\t", -1);
    }

    @Override
    public boolean same(String line) {
        return fields(line)[2].strip().equals("1");
    }

    @Override
    public String path(Path root, String line, int side) {
        return fields(line)[side];
    }

    /** Whether a line has the three fields of a pair. */
    static boolean isPairLine(String line) {
        return fields(line).length == 3;
    }
}
