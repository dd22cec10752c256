package org.idem.export.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.write.BinWriter;
import org.idem.export.SavedRun;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.model.ModelSpec;
import org.idem.protocol.DiagnosisLimits;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.verify.doctor.Diagnosis;
import org.idem.verify.doctor.DoctorFinding;
import org.idem.verify.doctor.FindingsFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set on disk is embedded by a network and looked at, goes on after an interruption, and nothing stale is believed. */
class SetDiagnosisTest {
    private static final int SIDE = 32;
    private static final int IDENTITIES = 8;
    private static final int IMAGES = 160;

    @TempDir
    private Path folder;

    private SavedRun saved;
    private Path set;

    @BeforeEach
    void prepare() throws IOException {
        Path drawn = Files.createDirectories(folder.resolve("drawn"));
        FaceGenerator.generate(new GenerateRequest(IDENTITIES, IMAGES, drawn, 7, SIDE, 20, 6), Progress.NONE);
        set = Files.createDirectories(folder.resolve("set"));
        try (ImageDataset images = Datasets.openImages(drawn)) {
            for (int i = 0; i < images.size(); i++) {
                Path person = Files.createDirectories(set.resolve("p" + images.label(i)));
                Files.write(person.resolve(i + ".png"), images.image(i).copy());
            }
        }
        saved = SavedRun.in(folder);
        ModelSpec spec = new ModelSpec("MobileFaceNet_small", 16, SIDE, List.of(0, 0, 0, 0), 1);
        saved.save(spec, false, new float[3 * SIDE * SIDE]);
    }

    private Request.Diagnose request(Path against, Path cache, DiagnosisLimits limits) {
        return new Request.Diagnose(ModelSource.of(saved.run().path()), set, against, cache, null, limits);
    }

    private static DiagnosisLimits usual() {
        return new DiagnosisLimits(null, null, null, null, 100);
    }

    private static Reply.Diagnosed diagnose(Request.Diagnose request) {
        return assertInstanceOf(Reply.Diagnosed.class, EvaluationMain.handle(request, Progress.NONE));
    }

    /** Cancels once that much is done. */
    private record Until(double limit, boolean[] reached) implements Progress {
        @Override
        public void report(double fraction, Supplier<String> message) {
            reached[0] |= fraction >= limit;
        }

        @Override
        public boolean isCancelled() {
            return reached[0];
        }
    }

    @Test
    void anIdentityThatIsThereTwiceIsFoundAfterAnInterruption() throws IOException {
        Path twin = Files.createDirectories(set.resolve("twin"));
        for (Path image : images("p3")) {
            Files.copy(image, twin.resolve(image.getFileName()));
        }
        Request.Diagnose request = request(null, null, usual());
        assertThrows(CancellationException.class, () -> EvaluationMain.handle(request, new Until(0.2, new boolean[1])));
        Reply.Diagnosed reply = diagnose(request);
        assertTrue(
                reply.notes().get(0).matches("(64|128) of 180 images were embedded before: .*"),
                reply.notes().toString());
        assertEquals(folder, reply.cache().getParent());
        assertEquals(FindingsFile.beside(set), reply.findings());
        Diagnosis diagnosis = FindingsFile.read(reply.findings());
        assertEquals(180, diagnosis.images());
        assertEquals(IDENTITIES + 1, diagnosis.identities());
        DoctorFinding first = diagnosis.findings().get(0);
        assertEquals(DoctorFinding.Kind.SPLIT_IDENTITY, first.kind());
        assertEquals(List.of(3, IDENTITIES), first.identities());
        assertEquals(1, first.score(), 1e-5);
        assertTrue(first.keys().get(0).startsWith("p3/"), first.keys().toString());
        assertTrue(first.keys().get(1).startsWith("twin/"), first.keys().toString());
    }

    private List<Path> images(String person) throws IOException {
        try (Stream<Path> files = Files.list(set.resolve(person))) {
            return files.sorted().toList();
        }
    }

    @Test
    void embeddingsOfOtherImagesOrAnotherModelAreNotBelieved() throws IOException {
        Path cache = folder.resolve("cache/set.embeddings");
        Reply.Diagnosed first = diagnose(request(null, cache, usual()));
        assertEquals(cache, first.cache());
        Reply.Diagnosed again = diagnose(request(null, cache, usual()));
        assertTrue(again.notes().get(0).startsWith("160 of 160"), again.notes().toString());

        List<Path> images = images("p0");
        Files.copy(images("p1").get(0), images.get(0), StandardCopyOption.REPLACE_EXISTING);
        InputException stale = assertThrows(InputException.class, () -> diagnose(request(null, cache, usual())));
        assertTrue(stale.getMessage().contains("of other images"), stale.getMessage());
        Path beside = diagnose(request(null, null, usual())).cache();
        Files.write(images.get(0), new byte[] {1, 2, 3});
        Reply.Diagnosed damaged = diagnose(request(null, null, usual()));
        assertTrue(!beside.equals(damaged.cache()), beside + " is of the image that was there before");
        assertEquals(1, FindingsFile.read(damaged.findings()).damaged());
    }

    @Test
    void peopleOfPairsAreComparedWithTheSet() throws IOException {
        Path pairs = folder.resolve("pairs.bin");
        try (BinWriter bin = new BinWriter(pairs)) {
            for (int person = 0; person < IDENTITIES; person += 2) {
                Path shared = Files.createDirectories(set.resolve("q" + person));
                List<Path> images = images("p" + person);
                for (int i = 0; i < 2; i++) {
                    Files.copy(images.get(i), shared.resolve(i + ".png"));
                }
                byte[] first = Files.readAllBytes(images.get(0));
                bin.add(first, Files.readAllBytes(images.get(1)), true);
                bin.add(first, Files.readAllBytes(images("p1").get(0)), false);
            }
            bin.finish();
        }
        DiagnosisLimits alike = new DiagnosisLimits(null, null, null, 0.99999, 1000);
        Diagnosis diagnosis =
                FindingsFile.read(diagnose(request(pairs, null, alike)).findings());
        Set<List<Integer>> overlaps = diagnosis.findings().stream()
                .filter(finding -> finding.kind() == DoctorFinding.Kind.OVERLAP)
                .map(DoctorFinding::identities)
                .collect(Collectors.toSet());
        // Of the pairs, person 1 is the one that all impostor pairs share; q0 to q6 come after p0 to p7.
        assertTrue(
                overlaps.containsAll(Set.of(List.of(8, 0), List.of(9, 2), List.of(10, 3), List.of(11, 4))),
                overlaps.toString());
        assertEquals(pairs, diagnosis.against());
    }
}
