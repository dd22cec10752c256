package org.idem.verify.doctor;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What cosines mean to a model, by the set itself: those of different identities, and those of parts of one. Samples are drawn
 * by a fixed seed; medians and their distances are not moved by the few identities that are wrong.
 */
final class Calibration {
    private static final int SAMPLE = 100_000;
    private static final int IDENTITIES = 2000;
    private static final int MOST_IMAGES = 64;
    private static final int LEAST_IMAGES = 4;
    private static final long SEED = 20_240_601;

    /** Strangers beyond it are one in forty. */
    private static final double STRANGER = 2;
    /** Parts of one person below it are one in forty. */
    private static final double NEARLY_ALL = -2;
    /** Parts of one person below it are one in six. */
    private static final double MOST = -1;
    /** So far below the usual, an image or a group is none of its identity's. */
    private static final double FOREIGN = -4;

    private final IdentityScan scan;
    private final int[] present;

    private Calibration(IdentityScan scan) {
        this.scan = scan;
        this.present = IntStream.range(0, scan.index().identities())
                .filter(identity -> scan.count(identity) > 0)
                .toArray();
    }

    /**
     * Thresholds of a set.
     *
     * @param other the set that it is compared with; null for none
     */
    static DoctorThresholds of(IdentityScan scan, IdentityScan other) {
        Calibration own = new Calibration(scan);
        Spread strangers = own.centroidsOfStrangers(own);
        long identities = own.present.length;
        double overlap = Double.NaN;
        if (other != null) {
            Calibration others = new Calibration(other);
            overlap = oneOrTwo(
                    own.centroidsOfStrangers(others),
                    (double) identities * others.present.length,
                    own.partsOfOne(others.usualCount()));
        }
        return new DoctorThresholds(
                oneOrTwo(strangers, identities * (identities - 1) / 2.0, own.partsOfOne(0)),
                foreign(strangers, own.groups()),
                foreign(own.imagesOfStrangers(), own.images()),
                overlap);
    }

    /**
     * From where on two are one: halfway between the highest cosine that chance makes of so many pairs of strangers and
     * what nearly all parts of one person have. Where the set has more look-alikes than chance makes, as high as their tail
     * reaches, so that false alarms stay few, but no higher than most parts of one person. Where parts of one person are as
     * unlike as strangers, only what is beyond that tail.
     */
    private static double oneOrTwo(Spread strangers, double pairs, Spread parts) {
        if (!strangers.isKnown()) {
            return Double.NaN;
        }
        double chance = strangers.onceIn(pairs);
        if (!parts.isKnown() || parts.at(MOST) <= chance) {
            return strangers.tailOnceIn(pairs);
        }
        double halfway = (chance + Math.max(chance, parts.at(NEARLY_ALL))) / 2;
        return Math.max(halfway, Math.min(strangers.tailOnceIn(pairs), parts.at(MOST)));
    }

    /**
     * Up to where something is foreign: halfway between what nearly all strangers stay below and what is far below the usual
     * within an identity; where these meet, the latter, so that false alarms stay few.
     */
    private static double foreign(Spread strangers, Spread usual) {
        if (!strangers.isKnown() || !usual.isKnown()) {
            return Double.NaN;
        }
        double stranger = strangers.at(STRANGER);
        double far = usual.at(FOREIGN);
        return far > stranger ? (stranger + far) / 2 : far;
    }

    private Spread centroidsOfStrangers(Calibration others) {
        boolean same = others == this;
        if (present.length == 0 || others.present.length == 0 || same && present.length < 2) {
            return Spread.of(new double[0]);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        int dim = scan.centroids().dim();
        float[] one = new float[dim];
        float[] two = new float[dim];
        double[] cosines = new double[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            int first = random.nextInt(present.length);
            int second = same
                    ? (first + 1 + random.nextInt(present.length - 1)) % present.length
                    : random.nextInt(others.present.length);
            scan.centroids().read(present[first], 1, one);
            others.scan.centroids().read(others.present[second], 1, two);
            cosines[i] = Vectors.dot(one, 0, two, 0, dim);
        }
        return Spread.of(cosines);
    }

    private Spread imagesOfStrangers() {
        if (present.length < 2) {
            return Spread.of(new double[0]);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        int dim = scan.centroids().dim();
        float[] image = new float[dim];
        float[] centroid = new float[dim];
        double[] cosines = new double[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            int first = random.nextInt(present.length);
            int second = (first + 1 + random.nextInt(present.length - 1)) % present.length;
            int[] images = scan.index().images(present[first]);
            boolean isThere = scan.embeddings().read(images[random.nextInt(images.length)], image);
            scan.centroids().read(present[second], 1, centroid);
            cosines[i] = isThere ? Vectors.dot(image, 0, centroid, 0, dim) : Double.NaN;
        }
        return Spread.of(DoubleStream.of(cosines).filter(Double::isFinite).toArray());
    }

    private Spread images() {
        int images = scan.embeddings().images();
        int step = Math.max(1, images / SAMPLE);
        return Spread.of(IntStream.iterate(0, image -> image < images, image -> image + step)
                .mapToDouble(scan::cosine)
                .filter(Double::isFinite)
                .toArray());
    }

    private Spread groups() {
        return Spread.of(IntStream.of(present)
                .mapToDouble(scan::groups)
                .filter(Double::isFinite)
                .toArray());
    }

    private int usualCount() {
        return (int) Math.round(
                Spread.middle(IntStream.of(present).mapToDouble(scan::count).toArray()));
    }

    /**
     * Cosines of the centroids of some images of an identity and of its other ones.
     *
     * @param some how many; 0 for half of them
     */
    private Spread partsOfOne(int some) {
        int[] large = IntStream.of(present)
                .filter(identity -> scan.count(identity) >= LEAST_IMAGES)
                .toArray();
        int count = Math.min(IDENTITIES, large.length);
        SplittableRandom random = new SplittableRandom(SEED);
        return Spread.of(IntStream.range(0, count)
                .mapToDouble(i -> parts(large[(int) ((long) i * large.length / count)], some, random.split()))
                .toArray());
    }

    private double parts(int identity, int some, SplittableRandom random) {
        int[] images = scan.images(identity);
        for (int i = images.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int held = images[i];
            images[i] = images[other];
            images[other] = held;
        }
        int all = Math.min(images.length, MOST_IMAGES);
        int first = some == 0 ? all / 2 : Math.min(some, all / 2);
        int dim = scan.embeddings().dim();
        double[][] sums = new double[2][dim];
        float[] row = new float[dim];
        for (int i = 0; i < all; i++) {
            scan.embeddings().read(images[i], row);
            Vectors.add(sums[i < first ? 0 : 1], row, 0);
        }
        return Vectors.dot(Vectors.unit(sums[0]), 0, Vectors.unit(sums[1]), 0, dim);
    }
}
