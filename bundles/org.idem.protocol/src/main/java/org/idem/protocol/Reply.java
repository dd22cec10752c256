package org.idem.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.idem.core.Problem;

/** What an engine process says: any number of progress reports, then one end. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "progress", value = Reply.ProgressReport.class),
    @JsonSubTypes.Type(name = "problems", value = Reply.ProblemReport.class),
    @JsonSubTypes.Type(name = "failure", value = Reply.Failure.class),
    @JsonSubTypes.Type(name = "cancelled", value = Reply.Cancelled.class),
    @JsonSubTypes.Type(name = "trained", value = Reply.Trained.class),
    @JsonSubTypes.Type(name = "verified", value = Reply.Verified.class),
    @JsonSubTypes.Type(name = "embedded", value = Reply.Embedded.class),
    @JsonSubTypes.Type(name = "compared", value = Reply.Compared.class),
    @JsonSubTypes.Type(name = "diagnosed", value = Reply.Diagnosed.class),
    @JsonSubTypes.Type(name = "exported", value = Reply.Exported.class)
})
public sealed interface Reply {
    /**
     * How far the work is.
     *
     * @param fraction done so far, in [0, 1]
     * @param message what is being done now, for people
     */
    record ProgressReport(double fraction, String message) implements Reply {
        public ProgressReport {
            message = message == null ? "" : message;
        }
    }

    /** The last reply of a process. */
    sealed interface End extends Reply {
        /** What the process ends with: 0 done, 1 the work failed, 2 the input was wrong, 130 cancelled. */
        @JsonIgnore
        int exitCode();
    }

    /** The work is done. */
    sealed interface Result extends End {
        @Override
        default int exitCode() {
            return 0;
        }
    }

    /**
     * The input was wrong.
     *
     * @param problems what is wrong, at least one
     */
    record ProblemReport(List<Problem> problems) implements End {
        public ProblemReport {
            problems = List.copyOf(problems);
        }

        @Override
        public int exitCode() {
            return 2;
        }
    }

    /**
     * The work failed.
     *
     * @param message the reason, for people; the log may hold more
     */
    record Failure(String message) implements End {
        public Failure {
            Objects.requireNonNull(message, "message");
        }

        @Override
        public int exitCode() {
            return 1;
        }
    }

    /** The work was given up because nobody wants it any more. */
    record Cancelled() implements End {
        @Override
        public int exitCode() {
            return 130;
        }
    }

    /**
     * A training ended well.
     *
     * @param stopped whether it saved and ended before its last step because it was asked to
     * @param step optimizer steps done
     */
    record Trained(boolean stopped, long step) implements Result {}

    /**
     * A model was verified.
     *
     * @param checkpoint folder of the checkpoint, or the file
     * @param step optimizer steps of it, 0 where it does not say
     * @param input what its inputs were made like
     * @param sets what came out, in the order of the request
     */
    record Verified(Path checkpoint, long step, InputContract input, List<EvaluationFigures> sets) implements Result {
        public Verified {
            Objects.requireNonNull(input, "input");
            sets = List.copyOf(sets);
        }
    }

    /**
     * Images were embedded.
     *
     * @param file the file with the embeddings
     * @param images rows of it
     * @param dim length of an embedding
     * @param input what the inputs were made like
     * @param skipped images that could not be read, in their order
     * @param step optimizer steps of the model, 0 where it does not say
     */
    record Embedded(Path file, long images, int dim, InputContract input, List<SkippedImage> skipped, long step)
            implements Result {
        /** By a model that does not say its steps. */
        public Embedded(Path file, long images, int dim, InputContract input, List<SkippedImage> skipped) {
            this(file, images, dim, input, skipped, 0);
        }

        public Embedded {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(input, "input");
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Two pictures were compared.
     *
     * @param score cosine of their embeddings
     * @param flip whether embeddings of mirrored images were added
     * @param threshold cosine from which they count as one person; null where nobody knows
     * @param far false accept rate that the threshold was measured for; null where it was named or is not known
     * @param set the set that it was measured on; empty where it was named or is not known
     * @param input what the inputs were made like
     */
    record Compared(double score, boolean flip, Double threshold, Double far, String set, InputContract input)
            implements Result {
        public Compared {
            Objects.requireNonNull(set, "set");
            Objects.requireNonNull(input, "input");
        }

        /** Whether they count as one person; empty without a threshold. */
        public Optional<Boolean> same() {
            return threshold == null ? Optional.empty() : Optional.of(score >= threshold);
        }
    }

    /**
     * A set was looked at.
     *
     * @param findings file with the findings
     * @param cache file with the embeddings
     * @param input what the model's inputs were made like
     * @param notes what was unusual, in sentences
     */
    record Diagnosed(Path findings, Path cache, InputContract input, List<String> notes) implements Result {
        public Diagnosed {
            Objects.requireNonNull(findings, "findings");
            Objects.requireNonNull(cache, "cache");
            Objects.requireNonNull(input, "input");
            notes = List.copyOf(notes);
        }
    }

    /**
     * A model was exported.
     *
     * @param file the exported model
     * @param parity how far it is from the trained network
     * @param card what people read about it, a file beside it; null where there is none
     * @param changes what its precision does to true accept rates; empty for fp32
     */
    record Exported(Path file, ParityFigures parity, Path card, List<TarChange> changes) implements Result {
        public Exported {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(parity, "parity");
            changes = changes == null ? List.of() : List.copyOf(changes);
        }

        /** Of a file that computes in fp32. */
        public Exported(Path file, ParityFigures parity) {
            this(file, parity, null, List.of());
        }
    }
}
