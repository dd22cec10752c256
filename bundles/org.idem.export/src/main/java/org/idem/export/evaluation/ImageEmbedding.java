package org.idem.export.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.export.LoadedModel;
import org.idem.export.ModelLoader;
import org.idem.input.DamageLimit;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.protocol.SkippedImage;
import org.idem.verify.EmbeddedBatch;
import org.idem.verify.EmbeddingPass;

/** Embeds images into a file, a row for each that can be read. */
final class ImageEmbedding {
    static final int BATCH = 64;

    private final Request.Embed request;
    private final Progress progress;
    private final Map<Integer, SkippedImage> skipped = new ConcurrentSkipListMap<>();

    ImageEmbedding(Request.Embed request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * Embeds everything; the file appears when all of it is there.
     *
     * @throws InputException if the model or an input cannot be used, no image can be read, or the file is there already
     */
    Reply.Embedded embed() {
        requireFree();
        try (ImageInputs inputs = ImageInputs.open(request.inputs());
                LoadedModel model = ModelLoader.load(request.model());
                EmbeddingRows rows = EmbeddingRows.create(request.file(), model.dim())) {
            DamageLimit damage = DamageLimit.unlimited(
                    request.inputs().get(0),
                    inputs.size(),
                    (index, why) ->
                            skipped.put(index, new SkippedImage(inputs.key(index), why.kind(), why.getMessage())));
            pass(request.flip())
                    .forEach(model, inputs, damage, 0, batch -> add(batch, inputs, rows, model.dim()), progress);
            requireSome(inputs.size());
            rows.commit();
            return new Reply.Embedded(
                    request.file(),
                    inputs.size() - (long) skipped.size(),
                    model.dim(),
                    model.input(),
                    List.copyOf(skipped.values()));
        }
    }

    static EmbeddingPass pass(boolean flip) {
        return new EmbeddingPass(BATCH, flip, Runtime.getRuntime().availableProcessors());
    }

    private void add(EmbeddedBatch batch, ImageInputs inputs, EmbeddingRows rows, int dim) {
        float[] values = EmbeddingVectors.of(batch, request.normalize(), dim);
        for (int i = 0; i < batch.count(); i++) {
            if (!batch.damaged().get(i)) {
                rows.add(inputs.key(batch.first() + i), values, i * dim);
            }
        }
    }

    private void requireFree() {
        Path file = request.file();
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".npy") && !name.endsWith(".csv")) {
            throw wrong("Neither .npy nor .csv: " + file.getFileName(), "give a name with one of these endings");
        }
        if (Files.isDirectory(file)) {
            throw wrong("This is a folder", "give the name of a file");
        }
        if (Files.exists(file) && !request.overwrite()) {
            throw wrong("The file is there already", "give another name, or --force to replace it");
        }
    }

    private InputException wrong(String message, String remedy) {
        return new InputException(Problem.error(request.file(), "--out", message, remedy));
    }

    private void requireSome(int images) {
        if (skipped.size() == images) {
            SkippedImage first = skipped.values().iterator().next();
            throw new InputException(Problem.error(
                    request.inputs().get(0),
                    "IMAGE",
                    "None of these images can be read; the first: " + first.key() + ": " + first.message(),
                    "see idem data check"));
        }
    }
}
