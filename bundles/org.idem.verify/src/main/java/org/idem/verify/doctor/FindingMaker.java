package org.idem.verify.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idem.core.Units;

/** Makes findings of what was measured. */
final class FindingMaker {
    private final ImagesOfPeople set;
    private final IdentityScan scan;
    private final int most;

    FindingMaker(ImagesOfPeople set, IdentityScan scan, int most) {
        this.set = set;
        this.scan = scan;
        this.most = most;
    }

    DoctorFinding split(CentroidPair pair) {
        return new DoctorFinding(
                DoctorFinding.Kind.SPLIT_IDENTITY,
                List.of(pair.first(), pair.second()),
                List.of(set.key(scan.central(pair.first())), set.key(scan.central(pair.second()))),
                List.of(),
                pair.cosine(),
                text(
                        "Identities %d (%s) and %d (%s) are as alike as one person: cosine %.3f",
                        pair.first(),
                        images(scan, pair.first()),
                        pair.second(),
                        images(scan, pair.second()),
                        pair.cosine()));
    }

    /** Numbers of the identities whose groups are too far apart, the farthest first. */
    int[] mixed(double threshold) {
        return IntStream.range(0, scan.index().identities())
                .filter(identity -> scan.groups(identity) <= threshold)
                .boxed()
                .sorted(Comparator.comparingDouble(scan::groups))
                .mapToInt(identity -> identity)
                .toArray();
    }

    DoctorFinding mixed(int identity) {
        List<String> keys =
                IntStream.of(scan.smallerGroup(identity)).mapToObj(set::key).toList();
        return new DoctorFinding(
                DoctorFinding.Kind.MIXED_IDENTITY,
                List.of(identity),
                keys,
                keys,
                scan.groups(identity),
                text(
                        "Identity %d has two groups as unlike as two persons: %s of its %s, cosine %.3f",
                        identity, Units.count(keys.size()), images(scan, identity), scan.groups(identity)));
    }

    /**
     * Numbers of the images that are foreign to their identity, the most foreign first.
     *
     * @param mixed identities that are told as a whole
     */
    int[] outliers(double threshold, int[] mixed) {
        boolean[] whole = new boolean[scan.index().identities()];
        for (int identity : mixed) {
            whole[identity] = true;
        }
        return IntStream.range(0, scan.index().identities())
                .filter(identity -> !whole[identity])
                .flatMap(identity -> IntStream.of(scan.index().images(identity)))
                .filter(image -> scan.cosine(image) <= threshold)
                .boxed()
                .sorted(Comparator.comparingDouble(scan::cosine))
                .mapToInt(image -> image)
                .toArray();
    }

    /** Findings of the first of some images. */
    Stream<DoctorFinding> outliers(int[] images) {
        int[] identities = new int[set.size()];
        for (int identity = 0; identity < scan.index().identities(); identity++) {
            for (int image : scan.index().images(identity)) {
                identities[image] = identity;
            }
        }
        return IntStream.of(images).limit(most).mapToObj(image -> outlier(image, identities[image]));
    }

    private DoctorFinding outlier(int image, int identity) {
        String key = set.key(image);
        return new DoctorFinding(
                DoctorFinding.Kind.OUTLIER,
                List.of(identity),
                List.of(key),
                List.of(key),
                scan.cosine(image),
                text(
                        "Image %s is unlike the other %s of identity %d: cosine %.3f",
                        key, images(scan.count(identity) - 1), identity, scan.cosine(image)));
    }

    DoctorFinding overlap(CentroidPair pair, ImagesOfPeople other, IdentityScan others) {
        return new DoctorFinding(
                DoctorFinding.Kind.OVERLAP,
                List.of(pair.first(), pair.second()),
                List.of(set.key(scan.central(pair.first())), other.key(others.central(pair.second()))),
                IntStream.of(scan.images(pair.first())).mapToObj(set::key).toList(),
                pair.cosine(),
                text(
                        "Identity %d (%s) is in %s too, as identity %d (%s there, such as %s): cosine %.3f",
                        pair.first(),
                        images(scan, pair.first()),
                        other.path().getFileName(),
                        pair.second(),
                        images(others, pair.second()),
                        other.key(others.central(pair.second())),
                        pair.cosine()));
    }

    private static String images(IdentityScan scan, int identity) {
        return images(scan.count(identity));
    }

    private static String images(int count) {
        return count == 1 ? "1 image" : Units.count(count) + " images";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
