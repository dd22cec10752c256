package org.idem.export.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.idem.core.AtomicFiles;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.data.LabeledImage;
import org.idem.data.ijb.AlignedFaces;
import org.idem.data.ijb.IjbLayout;
import org.idem.data.ijb.IjbTarget;
import org.idem.export.LoadedModel;
import org.idem.export.ModelLoader;
import org.idem.input.DamageLimit;
import org.idem.input.ImageSource;
import org.idem.protocol.JsonLines;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.protocol.SkippedImage;
import org.idem.run.NpyPart;
import org.idem.verify.EmbeddedBatch;

/**
 * Embeds the aligned faces of IJB-B or IJB-C with their mirror images. A file beside the embeddings says of which model and
 * of which faces they are: only these are gone on with.
 */
final class IjbEmbedding {
    private static final int LARGEST = 1 << 20;

    private final Request.EmbedIjb request;
    private final Progress progress;
    private final Map<Integer, SkippedImage> skipped = new ConcurrentSkipListMap<>();

    IjbEmbedding(Request.EmbedIjb request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * Embeds what is not yet embedded; the file has its name when all of it is there. Skipped are those that this process
     * could not read.
     *
     * @throws InputException if the model or the lists cannot be used, or the file holds something else
     */
    Reply.Embedded embed() {
        try (AlignedFaces faces =
                        AlignedFaces.open(IjbLayout.open(request.root(), IjbTarget.valueOf(request.target())));
                LoadedModel model = ModelLoader.load(request.model())) {
            String source = source(faces, model);
            boolean isOurs = source.equals(kept());
            if (Files.exists(request.file())) {
                requireOurs(isOurs);
            } else {
                embed(faces, model, source, isOurs);
            }
            return new Reply.Embedded(
                    request.file(),
                    faces.size(),
                    model.dim(),
                    model.input(),
                    List.copyOf(skipped.values()),
                    model.origin().step());
        }
    }

    private void embed(AlignedFaces faces, LoadedModel model, String source, boolean isOurs) {
        Path part = request.file().resolveSibling(request.file().getFileName() + ".part");
        try (NpyPart rows = NpyPart.open(part, faces.size(), 2 * model.dim())) {
            // In batches as an undisturbed process has them: to the bit the same comes out.
            rows.truncate(isOurs ? rows.rows() / ImageEmbedding.BATCH * ImageEmbedding.BATCH : 0);
            AtomicFiles.write(sourceFile(), source);
            DamageLimit damage = DamageLimit.unlimited(
                    faces.path(),
                    faces.size(),
                    (index, why) ->
                            skipped.put(index, new SkippedImage(faces.key(index), why.kind(), why.getMessage())));
            if (rows.rows() < faces.size()) {
                ImageEmbedding.pass(true)
                        .forEach(
                                model,
                                new Faces(faces),
                                damage,
                                (int) rows.rows(),
                                batch -> rows.add(rows(batch, model.dim())),
                                progress);
            }
            rows.commit(request.file());
        }
    }

    /** The images in the order of the list; none stands in for another. */
    private record Faces(AlignedFaces faces) implements ImageSource {
        @Override
        public int size() {
            return faces.size();
        }

        @Override
        public LabeledImage read(int index) {
            return faces.read(index);
        }

        @Override
        public boolean isReplaceable() {
            return false;
        }
    }

    private static float[] rows(EmbeddedBatch batch, int dim) {
        float[] rows = new float[batch.count() * 2 * dim];
        for (int i = 0; i < batch.count(); i++) {
            int at = i * 2 * dim;
            if (batch.damaged().get(i)) {
                Arrays.fill(rows, at, at + 2 * dim, Float.NaN);
            } else {
                System.arraycopy(batch.plain(), i * dim, rows, at, dim);
                System.arraycopy(batch.mirrored(), i * dim, rows, at + dim, dim);
            }
        }
        return rows;
    }

    /** What the embeddings depend on. */
    private static String source(AlignedFaces faces, LoadedModel model) {
        Map<String, Object> source = new TreeMap<>();
        source.put("faces", faces.size());
        source.put("fingerprint", faces.fingerprint());
        source.put("weights", model.origin().hash());
        source.put("input", model.input());
        return JsonLines.format(source) + "\n";
    }

    private Path sourceFile() {
        return request.file().resolveSibling(request.file().getFileName() + ".json");
    }

    private String kept() {
        try {
            return Files.exists(sourceFile()) ? BoundedFiles.readText(sourceFile(), LARGEST) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + sourceFile(), e);
        }
    }

    private void requireOurs(boolean isOurs) {
        if (!isOurs) {
            throw new InputException(Problem.error(
                    request.file(),
                    "--embeddings",
                    "The file is there already, and not of this model and these faces",
                    "leave out the model to score it as it is, or give a new file"));
        }
    }
}
