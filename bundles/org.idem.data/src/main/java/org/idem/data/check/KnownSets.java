package org.idem.data.check;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.idem.core.Units;

/** Published sets, recognised by their numbers, and by their names where the numbers differ a little. */
final class KnownSets {
    private KnownSets() {}

    /** Training sets by identities and images, as insightface's configurations give them, and the names that people keep them under. */
    private enum Training {
        MS1MV2("MS1MV2", 85_742, 5_822_653, "ms1mv2", "facesemore", "ms1marcface"),
        MS1MV3("MS1MV3", 93_431, 5_179_510, "ms1mv3", "ms1mretinaface"),
        GLINT360K("Glint360K", 360_232, 17_091_657, "glint360k"),
        WEBFACE4M("WebFace4M", 205_990, 4_235_242, "webface4m"),
        WEBFACE12M("WebFace12M", 617_970, 12_720_066, "webface12m"),
        WEBFACE12M_CONFLICT("WebFace12M_Conflict", 1_017_970, 12_720_066, "webface12mconflict"),
        WEBFACE42M("WebFace42M", 2_059_906, 42_474_557, "webface42m");

        private final String title;
        private final int identities;
        private final int images;
        private final List<String> names;

        Training(String title, int identities, int images, String... names) {
            this.title = title;
            this.identities = identities;
            this.images = images;
            this.names = List.of(names);
        }

        boolean isNamed(String folded) {
            return names.stream().anyMatch(folded::contains);
        }
    }

    /** Verification sets by pairs; half of them are genuine. The first three have equal numbers, so that names tell. */
    private enum Verification {
        LFW("LFW", 6000),
        AGEDB("AgeDB-30", 6000, "agedb30", "agedb"),
        CFP_FP("CFP-FP", 7000, "cfpfp"),
        CFP_FF("CFP-FF", 7000, "cfpff"),
        CALFW("CALFW", 6000),
        CPLFW("CPLFW", 6000);

        private final String title;
        private final int pairs;
        private final List<String> names;

        Verification(String title, int pairs, String... names) {
            this.title = title;
            this.pairs = pairs;
            this.names = names.length == 0 ? List.of(fold(title)) : List.of(names);
        }
    }

    /**
     * A published set.
     *
     * @param name of the set, empty if none is meant
     * @param differs what is not as published, in sentences without a period
     */
    record Match(String name, List<String> differs) {
        private static final Match NONE = new Match("", List.of());
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The set with exactly these numbers, or empty. */
    static String training(int identities, int images) {
        return Arrays.stream(Training.values())
                .filter(set -> set.identities == identities && set.images == images)
                .map(set -> set.title)
                .findFirst()
                .orElse("");
    }

    /** The training set that is meant, by its numbers or by the name of its file or folder, and what differs. */
    static Match training(Path path, int identities, int images) {
        String exact = training(identities, images);
        if (!exact.isEmpty()) {
            return new Match(exact, List.of());
        }
        Optional<Training> meant = Arrays.stream(Training.values())
                .filter(set -> set.isNamed(lastNames(path)))
                .reduce((first, second) ->
                        second.names.get(0).length() > first.names.get(0).length() ? second : first);
        return meant.map(set -> new Match(
                        set.title,
                        Stream.concat(
                                        differs(set.title, "identities", set.identities, identities).stream(),
                                        differs(set.title, "images", set.images, images).stream())
                                .toList()))
                .orElse(Match.NONE);
    }

    /** The verification set that is meant by the file's name, and what differs. */
    static Match verification(Path path, int pairs, int genuine) {
        String name = fold(fileName(path).replaceFirst("\\.[^.]*$", ""));
        return Arrays.stream(Verification.values())
                .filter(set -> set.names.contains(name))
                .findFirst()
                .map(set -> new Match(
                        set.title,
                        Stream.concat(
                                        differs(set.title, "pairs", set.pairs, pairs).stream(),
                                        differs(set.title, "genuine pairs", set.pairs / 2, genuine).stream())
                                .toList()))
                .orElse(Match.NONE);
    }

    private static List<String> differs(String set, String what, int published, int actual) {
        return published == actual
                ? List.of()
                : List.of(set + " was published with " + Units.count(published) + " " + what + ", this has "
                        + Units.count(actual));
    }

    /** The names of the file and of its folder: sets are called train.rec. */
    private static String lastNames(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        return fold((parent == null ? "" : fileName(parent) + " ") + fileName(absolute));
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
