package org.idem.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What an engine process is asked to do; one request a process. Paths are made absolute: the process works elsewhere. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "train", value = Request.Train.class),
    @JsonSubTypes.Type(name = "verify", value = Request.Verify.class),
    @JsonSubTypes.Type(name = "embed", value = Request.Embed.class),
    @JsonSubTypes.Type(name = "embed-ijb", value = Request.EmbedIjb.class),
    @JsonSubTypes.Type(name = "compare", value = Request.Compare.class),
    @JsonSubTypes.Type(name = "diagnose", value = Request.Diagnose.class),
    @JsonSubTypes.Type(name = "export", value = Request.Export.class)
})
public sealed interface Request {
    /** System property of a process that is one of several; others may well run beside each other, each for itself. */
    String RANKS_PROPERTY = "idem.ranks";

    /** The run, or the model of another kind, that the request is about; absolute. */
    Path subject();

    /** What computes, as {@link ModelSource#device()} says it; a training's config knows, and what says nothing takes the processor. */
    default String device() {
        return "cpu";
    }

    /**
     * Train a run. Nobody need listen: what there is to reply is in a file, because the launcher may have ended.
     *
     * @param run folder of the run
     * @param resume whether to go on from the run's latest checkpoint instead of beginning
     * @param replies file that gets the replies, one a line
     * @param ranks how many engine processes were started with this request, to train together; 1 for one alone
     */
    record Train(Path run, boolean resume, Path replies, int ranks) implements Request {
        public Train {
            ranks = Math.max(1, ranks);
            run = run.toAbsolutePath();
            replies = replies.toAbsolutePath();
        }

        /** Of one process alone. */
        public Train(Path run, boolean resume, Path replies) {
            this(run, resume, replies, 1);
        }

        @Override
        public Path subject() {
            return run;
        }
    }

    /**
     * Verify a model on sets of pairs.
     *
     * @param model the model
     * @param sets the sets, at least one
     * @param evaluations folder that gets the evaluations
     */
    record Verify(ModelSource model, List<Path> sets, Path evaluations) implements Request {
        public Verify {
            Objects.requireNonNull(model, "model");
            sets = sets.stream().map(Path::toAbsolutePath).toList();
            evaluations = evaluations.toAbsolutePath();
        }

        /** Verify a checkpoint of a run: {@code latest}, {@code best} or a step. */
        public Verify(Path run, String checkpoint, List<Path> sets, Path evaluations) {
            this(ModelSource.ofRun(run, checkpoint), sets, evaluations);
        }

        @Override
        public String device() {
            return model.device();
        }

        @Override
        public Path subject() {
            return model.path();
        }
    }

    /**
     * Embed images into a file, one row each in the order given; those that cannot be read are left out.
     *
     * @param model the model
     * @param inputs pictures, folders of pictures, and sets of images or pairs, at least one
     * @param file the file to make, {@code .npy} or {@code .csv}
     * @param overwrite whether an existing file may be replaced
     * @param flip whether the embedding of the mirrored image is added
     * @param normalize whether embeddings are brought to length one
     */
    record Embed(ModelSource model, List<Path> inputs, Path file, boolean overwrite, boolean flip, boolean normalize)
            implements Request {
        public Embed {
            Objects.requireNonNull(model, "model");
            inputs = inputs.stream().map(Path::toAbsolutePath).toList();
            file = file.toAbsolutePath();
        }

        @Override
        public String device() {
            return model.device();
        }

        @Override
        public Path subject() {
            return model.path();
        }
    }

    /**
     * Embed the aligned faces of IJB-B or IJB-C into a file, and go on where an earlier process was interrupted.
     *
     * @param model the model
     * @param root folder with the protocol's lists and the pictures
     * @param target {@code IJBB} or {@code IJBC}
     * @param file the {@code .npy} to make: a row for each face, its embedding and then its mirror image's; NaN where the
     *     picture cannot be read
     */
    record EmbedIjb(ModelSource model, Path root, String target, Path file) implements Request {
        public EmbedIjb {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(target, "target");
            root = root.toAbsolutePath();
            file = file.toAbsolutePath();
        }

        @Override
        public String device() {
            return model.device();
        }

        @Override
        public Path subject() {
            return model.path();
        }
    }

    /**
     * Say whether two pictures show one person.
     *
     * @param model the model
     * @param first a picture of an aligned face
     * @param second another one
     * @param far false accept rate whose threshold is wanted; null for 1e-4, or the smallest that was measured
     * @param threshold cosine from which they are one person; null for that of the model's evaluations
     */
    record Compare(ModelSource model, Path first, Path second, Double far, Double threshold) implements Request {
        public Compare {
            Objects.requireNonNull(model, "model");
            first = first.toAbsolutePath();
            second = second.toAbsolutePath();
        }

        @Override
        public String device() {
            return model.device();
        }

        @Override
        public Path subject() {
            return model.path();
        }
    }

    /**
     * Look by embeddings for what is wrong with the people of a set.
     *
     * @param model the model
     * @param set the set
     * @param against set whose people should not be in it; null for none
     * @param cache file that keeps the embeddings; null for one beside the set. That of {@code against} is beside it
     * @param findings file that gets the findings; null for one beside the set
     * @param limits what counts as one
     */
    record Diagnose(ModelSource model, Path set, Path against, Path cache, Path findings, DiagnosisLimits limits)
            implements Request {
        public Diagnose {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(limits, "limits");
            set = set.toAbsolutePath();
            against = against == null ? null : against.toAbsolutePath();
            cache = cache == null ? null : cache.toAbsolutePath();
            findings = findings == null ? null : findings.toAbsolutePath();
        }

        @Override
        public String device() {
            return model.device();
        }

        @Override
        public Path subject() {
            return model.path();
        }
    }

    /**
     * Export a model and prove that the file computes what was trained.
     *
     * @param model a run, a checkpoint or weights of others; without {@code average} the run's config decides
     * @param file the file to make
     * @param overwrite whether an existing file may be replaced
     * @param crops images to prove it on
     * @param options what the file is like
     */
    record Export(ModelSource model, Path file, boolean overwrite, int crops, ExportOptions options)
            implements Request {
        /** Number of images that a proof needs at least; fewer prove little. */
        public static final int LEAST_CROPS = 256;

        public Export {
            Objects.requireNonNull(model, "model");
            file = file.toAbsolutePath();
            options = options == null ? ExportOptions.USUAL : options;
        }

        /** Proved on as few images as will do. */
        public Export(ModelSource model, Path file, boolean overwrite, ExportOptions options) {
            this(model, file, overwrite, LEAST_CROPS, options);
        }

        /** A checkpoint of a run as FP32 ONNX: {@code latest}, {@code best} or a step. */
        public Export(Path run, String checkpoint, boolean average, Path file, boolean overwrite, int crops) {
            this(
                    new ModelSource(run, checkpoint, average, "", InputOptions.NONE),
                    file,
                    overwrite,
                    crops,
                    ExportOptions.USUAL);
        }

        /** As {@link #Export(Path, String, boolean, Path, boolean, int)}, proved on as few images as will do. */
        public Export(Path run, String checkpoint, boolean average, Path file, boolean overwrite) {
            this(run, checkpoint, average, file, overwrite, LEAST_CROPS);
        }

        @Override
        public Path subject() {
            return model.path();
        }
    }
}
