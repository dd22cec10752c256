package org.idem.faces;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.AbandonedParts;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.write.BinWriter;
import org.idem.data.write.FaceSetWriter;

/**
 * Draws a face set in insightface's layout and a verification set of other people. All processors draw; the files depend
 * on the request alone. They are written aside and put in place at the end, so that a cancelled drawing leaves nothing.
 */
public final class FaceGenerator {
    private static final List<String> TRAINING = List.of("train.rec", "train.idx", "property");
    private static final String VERIFICATION = "verify.bin";

    private final GenerateRequest request;
    private final Progress progress;
    private final long total;

    private FaceGenerator(GenerateRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
        this.total = request.images() + 2L * request.pairs();
    }

    /**
     * Draws the training set and the pairs of a request, on all processors, into files that are not there yet.
     *
     * @throws InputException if the request cannot be drawn or files of these names are there already
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static GenerateResult generate(GenerateRequest request, Progress progress) {
        request.require();
        for (String name : TRAINING) {
            refuse(request.out().resolve(name));
        }
        refuse(request.out().resolve(VERIFICATION));
        try {
            return new FaceGenerator(request, progress).run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into " + request.out(), e);
        }
    }

    private static void refuse(Path file) {
        if (Files.exists(file)) {
            throw new InputException(
                    Problem.error(file, "", "The file is there already", "Choose another folder, or move it away"));
        }
    }

    private GenerateResult run() throws IOException {
        Path out = Files.createDirectories(request.out());
        AbandonedParts.clear(out.resolve("drawing"));
        Path aside = AtomicFiles.stageDirectory(out.resolve("drawing"));
        try {
            writeTraining(aside);
            boolean verify = request.pairs() > 0;
            if (verify) {
                writeVerification(aside.resolve(VERIFICATION));
                Files.move(aside.resolve(VERIFICATION), out.resolve(VERIFICATION));
            }
            for (String name : TRAINING) {
                Files.move(aside.resolve(name), out.resolve(name));
            }
            return new GenerateResult(
                    out.resolve("train.rec"),
                    verify ? out.resolve(VERIFICATION) : null,
                    request.images(),
                    request.identities(),
                    request.pairs());
        } finally {
            AtomicFiles.deleteTree(aside);
        }
    }

    private void writeTraining(Path folder) throws IOException {
        try (FaceSetWriter writer = new FaceSetWriter(folder, request.size());
                ParallelRenderer renderer = new ParallelRenderer(request.seed(), request.size())) {
            renderer.draw(request.images(), this::face, (index, jpeg) -> {
                writer.add(face(index).identity(), jpeg);
                report(index + 1L);
            });
        }
    }

    /** Image {@code index} of the training set: images are shared out evenly, in the order of the identities. */
    private ParallelRenderer.Face face(int index) {
        int identity = (int) ((long) index * request.identities() / request.images());
        long first = ((long) identity * request.images() + request.identities() - 1) / request.identities();
        return new ParallelRenderer.Face(identity, (int) (index - first));
    }

    private void writeVerification(Path file) throws IOException {
        VerificationPlan plan = new VerificationPlan(request);
        byte[][] held = new byte[1][];
        try (BinWriter writer = new BinWriter(file);
                ParallelRenderer renderer = new ParallelRenderer(request.seed(), request.size())) {
            renderer.draw(2 * request.pairs(), plan::face, (index, jpeg) -> {
                if (index % 2 == 0) {
                    held[0] = jpeg;
                } else {
                    writer.add(held[0], jpeg, plan.same(index / 2));
                }
                report((long) request.images() + index + 1);
            });
        }
    }

    private void report(long done) {
        progress.checkCancelled();
        progress.report((double) done / total, () -> Units.count(done) + " of " + Units.count(total) + " faces drawn");
    }
}
