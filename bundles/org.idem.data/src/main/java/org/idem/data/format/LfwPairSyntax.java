package org.idem.data.format;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * LFW's: {@code name i j} for two pictures of one person, {@code name1 i name2 j} for two people, separated by tabs; picture i
 * of a person is {@code name/name_000i.jpg}.
 */
final class LfwPairSyntax implements PairSyntax {
    private static final List<String> ENDINGS = List.of(".jpg", ".png", ".jpeg", ".bmp", ".webp");
    private static final List<String> FOLDERS =
            List.of("", "lfw", "lfw-deepfunneled", "lfw_funneled", "lfw-funneled", "images");

    @Override
    public int headerLines() {
        return 1;
    }

    @Override
    public String fault(String line) {
        String[] fields = fields(line);
        boolean sound = fields.length == 3 && isNumber(fields[1]) && isNumber(fields[2])
                || fields.length == 4 && isNumber(fields[1]) && isNumber(fields[3]);
        return sound ? "" : "The line names no pair";
    }

    @Override
    public String remedy() {
        return "Each line is name<TAB>i<TAB>j, or name1<TAB>i<TAB>name2<TAB>j";
    }

    private static String[] fields(String line) {
        return line.split("\t", -1);
    }

    private static boolean isNumber(String field) {
        return field.strip().matches("[0-9]{1,6}");
    }

    @Override
    public boolean same(String line) {
        return fields(line).length == 3;
    }

    @Override
    public String path(Path root, String line, int side) {
        String[] fields = fields(line);
        boolean other = side == 1 && fields.length == 4;
        String person = fields[other ? 2 : 0];
        String number = fields[side == 0 ? 1 : fields.length - 1];
        String stem = person + "/" + person + String.format(Locale.ROOT, "_%04d", Integer.parseInt(number.strip()));
        String ending = ENDINGS.stream()
                .filter(one -> exists(root, stem + one))
                .findFirst()
                .orElse(ENDINGS.get(0));
        return stem + ending;
    }

    /** The folder that holds the people's: this one, or one in it with a usual name; this one where none does. */
    static Path people(Path root, String firstPair) {
        String person = fields(firstPair)[0];
        return FOLDERS.stream()
                .map(root::resolve)
                .filter(folder -> !person.isEmpty() && exists(folder, person))
                .findFirst()
                .orElse(root);
    }

    private static boolean exists(Path folder, String name) {
        try {
            return Files.exists(folder.resolve(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
