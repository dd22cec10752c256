package org.idem.verify.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.verify.doctor.DoctorFinding.Kind;

/** Finds split and mixed identities, foreign images, and people that two sets share, by embeddings of all images. */
public final class SetDoctor {
    private static final double SCANNED = 0.2;
    private static final double SEARCHED = 0.8;

    private final TileProduct product;
    private final DoctorOptions options;
    private final Progress progress;

    private final Map<String, Long> found = new TreeMap<>();
    private final List<DoctorFinding> findings = new ArrayList<>();

    /** Works with a product of tiles that is used by the calling thread. */
    public SetDoctor(TileProduct product, DoctorOptions options, Progress progress) {
        this.product = product;
        this.options = options;
        this.progress = progress;
    }

    /**
     * A set with its embeddings, all of which are done.
     *
     * @param set images and who they are of
     * @param embeddings of them
     */
    public record Subject(ImagesOfPeople set, EmbeddingCache embeddings) {}

    /**
     * Looks at a set, once for each instance.
     *
     * @param other set whose people should not be in it; null for none
     * @param model what embedded the images
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Diagnosis diagnose(Subject subject, Subject other, String model) {
        double half = other == null ? SCANNED : SCANNED / 2;
        try (IdentityScan scan = scan(subject, progress.sub(0, half))) {
            if (other == null) {
                return diagnose(subject, scan, null, null, model);
            }
            try (IdentityScan others = scan(other, progress.sub(half, SCANNED))) {
                return diagnose(subject, scan, other, others, model);
            }
        }
    }

    private static IdentityScan scan(Subject subject, Progress progress) {
        return IdentityScan.of(subject.embeddings(), subject.set().index(), progress);
    }

    private Diagnosis diagnose(Subject subject, IdentityScan scan, Subject other, IdentityScan others, String model) {
        DoctorThresholds thresholds = options.thresholds().or(Calibration.of(scan, others));
        FindingMaker maker = new FindingMaker(subject.set(), scan, options.most());
        findSplit(scan, thresholds.split(), maker, progress.sub(SCANNED, other == null ? 1 : SEARCHED));
        int[] mixed = maker.mixed(thresholds.mixed());
        keep(
                Kind.MIXED_IDENTITY,
                mixed.length,
                IntStream.of(mixed).limit(options.most()).mapToObj(maker::mixed).toList());
        int[] outliers = maker.outliers(thresholds.outlier(), mixed);
        keep(Kind.OUTLIER, outliers.length, maker.outliers(outliers).toList());
        if (other != null) {
            findOverlap(scan, others, thresholds.overlap(), maker, other.set());
        }
        return new Diagnosis(
                subject.set().path().toAbsolutePath(),
                other == null ? null : other.set().path().toAbsolutePath(),
                model,
                subject.set().size(),
                scan.index().identities(),
                damaged(scan),
                thresholds,
                found,
                findings);
    }

    private void findSplit(IdentityScan scan, double threshold, FindingMaker maker, Progress part) {
        if (Double.isNaN(threshold)) {
            return;
        }
        CentroidSearch.Result result =
                CentroidSearch.within(product, scan.centroids(), positive(threshold), options.most(), part);
        keep(
                Kind.SPLIT_IDENTITY,
                result.found(),
                result.best().stream().map(maker::split).toList());
    }

    private void findOverlap(
            IdentityScan scan, IdentityScan others, double threshold, FindingMaker maker, ImagesOfPeople other) {
        if (Double.isNaN(threshold)) {
            return;
        }
        CentroidSearch.Result result = CentroidSearch.between(
                product,
                scan.centroids(),
                others.centroids(),
                positive(threshold),
                options.most(),
                progress.sub(SEARCHED, 1));
        keep(
                Kind.OVERLAP,
                result.found(),
                result.best().stream()
                        .map(pair -> maker.overlap(pair, other, others))
                        .toList());
    }

    /** Identities without an image have a cosine of 0 with everybody. */
    private static double positive(double threshold) {
        return Math.max(threshold, Float.MIN_NORMAL);
    }

    private void keep(Kind kind, long count, List<DoctorFinding> kept) {
        found.put(kind.word(), count);
        findings.addAll(kept);
    }

    private static int damaged(IdentityScan scan) {
        return IntStream.range(0, scan.index().identities())
                .map(identity -> scan.index().count(identity) - scan.count(identity))
                .sum();
    }
}
