package org.idem.verify.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.verify.doctor.DoctorFinding.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planted among made people is found, and how much else. */
class SetDoctorTest {
    private static final int PEOPLE = 300;
    private static final int PLANTED = 15;
    private static final DoctorOptions USUAL = new DoctorOptions(
            new DoctorThresholds(Double.NaN, Double.NaN, Double.NaN, Double.NaN), DoctorOptions.USUAL_MOST);

    @TempDir
    private Path folder;

    private final Set<List<Integer>> split = new HashSet<>();
    private final Set<List<Integer>> mixed = new HashSet<>();
    private final Set<String> foreign = new HashSet<>();

    /** Identities of 6 to 13 images; some of them split in two, some of two persons, some with somebody else's image. */
    private MadeSet planted(double noise) {
        MadeSet set = new MadeSet(1, noise);
        for (int person = 0; person < PEOPLE; person++) {
            set.add(person, person, 6 + person % 8);
        }
        for (int i = 0; i < PLANTED; i++) {
            set.add(PEOPLE + i, i, 4);
            split.add(List.of(i, PEOPLE + i));
            set.add(50 + i, 10_000 + i, 4);
            mixed.add(List.of(50 + i));
            foreign.add("set" + set.add(100 + i, 20_000 + i, 1));
        }
        set.addDamaged(200);
        return set;
    }

    private Diagnosis diagnose(SetDoctor.Subject subject, SetDoctor.Subject other, DoctorOptions options) {
        try (TileProduct product = new PlainProduct()) {
            return new SetDoctor(product, options, Progress.NONE).diagnose(subject, other, "a model");
        } finally {
            subject.embeddings().close();
        }
    }

    private static Set<List<Integer>> identities(Diagnosis diagnosis, Kind kind) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .map(DoctorFinding::identities)
                .collect(Collectors.toSet());
    }

    private static Set<String> keys(Diagnosis diagnosis, Kind kind) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .flatMap(finding -> finding.keys().stream())
                .collect(Collectors.toSet());
    }

    private static int found(Set<?> wanted, Set<?> found) {
        return (int) wanted.stream().filter(found::contains).count();
    }

    @Test
    void aGoodModelFindsAllThatIsPlantedAndNothingElse() {
        Diagnosis diagnosis = diagnose(planted(0.7).in(folder, "set"), null, USUAL);
        assertEquals(split, identities(diagnosis, Kind.SPLIT_IDENTITY));
        assertEquals(mixed, identities(diagnosis, Kind.MIXED_IDENTITY));
        assertEquals(foreign, keys(diagnosis, Kind.OUTLIER));
        assertEquals(PEOPLE + PLANTED, diagnosis.identities());
        assertEquals(1, diagnosis.damaged());
        assertEquals(PLANTED, diagnosis.found().get("outlier"));
        DoctorFinding first = diagnosis.findings().get(0);
        assertTrue(first.message().contains("as alike as one person"), first.message());
        assertTrue(first.score() >= diagnosis.thresholds().split());
        assertEquals(2, first.question().keys().size());
    }

    @Test
    void aPoorModelFindsMostAndRaisesFewFalseAlarms() {
        Diagnosis diagnosis = diagnose(planted(1.3).in(folder, "set"), null, USUAL);
        Set<List<Integer>> splits = identities(diagnosis, Kind.SPLIT_IDENTITY);
        Set<List<Integer>> mixes = identities(diagnosis, Kind.MIXED_IDENTITY);
        Set<String> outliers = keys(diagnosis, Kind.OUTLIER);
        assertTrue(found(split, splits) >= 14, found(split, splits) + " of " + PLANTED + " split");
        assertTrue(found(foreign, outliers) >= 8, found(foreign, outliers) + " of " + PLANTED + " outliers");
        assertTrue(splits.size() - found(split, splits) <= 2, splits.size() + " splits");
        assertTrue(mixes.size() - found(mixed, mixes) <= 3, mixes.size() + " mixed");
        assertTrue(outliers.size() - found(foreign, outliers) <= 10, outliers.size() + " outliers");
    }

    @Test
    void aCleanSetHasNoFindings() {
        MadeSet clean = new MadeSet(2, 0.7);
        for (int person = 0; person < PEOPLE; person++) {
            clean.add(person, person, 1 + person % 10);
        }
        Diagnosis diagnosis = diagnose(clean.in(folder, "set"), null, USUAL);
        assertEquals(List.of(), diagnosis.findings());
        assertTrue(diagnosis.thresholds().split() > 0.3, diagnosis.thresholds().toString());
        assertTrue(Double.isNaN(diagnosis.thresholds().overlap()));
    }

    @Test
    void peopleOfBothSetsAreAnOverlap() {
        MadeSet other = new MadeSet(3, 0.7);
        Set<List<Integer>> shared = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            boolean isShared = i % 4 == 0;
            other.add(i, isShared ? 150 + i : 30_000 + i, 2);
            if (isShared) {
                shared.add(List.of(150 + i, i));
            }
        }
        SetDoctor.Subject others = other.in(folder, "other");
        Diagnosis diagnosis = diagnose(planted(0.7).in(folder, "set"), others, USUAL);
        others.embeddings().close();
        assertEquals(shared, identities(diagnosis, Kind.OVERLAP));
        DoctorFinding one = diagnosis.findings().stream()
                .filter(finding -> finding.kind() == Kind.OVERLAP)
                .findFirst()
                .orElseThrow();
        assertTrue(one.keys().get(1).startsWith("other"), one.keys().toString());
        assertEquals(List.of(one.identities().get(0)), one.question().identities());
        assertTrue(one.excludes().size() >= 6, one.excludes().toString());
        assertEquals(others.set().path().toAbsolutePath(), diagnosis.against());
    }

    @Test
    void limitsAreTakenAsGivenAndTheSurestFindingsAreKept() {
        DoctorOptions strict = new DoctorOptions(new DoctorThresholds(0.2, -1, -1, Double.NaN), 3);
        Diagnosis diagnosis = diagnose(planted(0.7).in(folder, "set"), null, strict);
        assertEquals(3, diagnosis.findings().size());
        assertTrue(diagnosis.found().get("split-identity") > PLANTED);
        assertTrue(split.containsAll(identities(diagnosis, Kind.SPLIT_IDENTITY)));
        assertEquals(0.2, diagnosis.thresholds().split());
        assertEquals(0L, diagnosis.found().get("outlier"));
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        Diagnosis diagnosis = diagnose(planted(0.7).in(folder, "set"), null, USUAL);
        Path file = FindingsFile.beside(folder.resolve("set"));
        assertEquals(folder.resolve("set.findings.json").toAbsolutePath(), file);
        FindingsFile.requireWritable(file);
        FindingsFile.write(file, diagnosis);
        assertEquals(diagnosis, FindingsFile.read(file));
        FindingsFile.requireWritable(file);
        Path other = Files.writeString(folder.resolve("other.json"), "{\"kind\":1}");
        assertThrows(InputException.class, () -> FindingsFile.requireWritable(other));
        Path unknown = Files.writeString(
                folder.resolve("later.json"), Files.readString(file).replace("split-identity", "from-the-future"));
        assertThrows(InputException.class, () -> FindingsFile.read(unknown));
    }

    @Test
    void aSearchIsCancelled() {
        SetDoctor.Subject subject = planted(0.7).in(folder, "set");
        Progress cancelled = new Progress() {
            private boolean searching;

            @Override
            public void report(double fraction, Supplier<String> message) {
                searching |= fraction >= 0.2;
            }

            @Override
            public boolean isCancelled() {
                return searching;
            }
        };
        try (TileProduct product = new PlainProduct()) {
            assertThrows(CancellationException.class, () -> new SetDoctor(product, USUAL, cancelled)
                    .diagnose(subject, null, "a model"));
        }
        subject.embeddings().close();
    }
}
