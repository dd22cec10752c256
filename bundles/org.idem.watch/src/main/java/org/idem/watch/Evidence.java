package org.idem.watch;

import java.util.List;
import java.util.function.Predicate;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;

/** In which metrics of a run one sees what an event tells. */
public final class Evidence {
    private Evidence() {}

    /** Whether a metric shows an event of a kind. */
    public static Predicate<String> of(Kind kind) {
        return switch (kind) {
            case LOSS_NOT_FINITE, WEIGHT_NOT_FINITE, LOSS_FLAT, SAVE_FAILED, INPUT_FAILED -> in(MetricTags.LOSS);
            case GRADIENT_NOT_FINITE, GRADIENT_GROWS -> in(MetricTags.GRADIENT_NORM);
            case LOSS_SCALE_AT_FLOOR -> in(MetricTags.LOSS_SCALE);
            case EMBEDDINGS_COLLAPSE -> in(MetricTags.NEGATIVE_COSINE, MetricTags.EMBEDDING_NORM);
            case DATA_STARVATION -> in(MetricTags.DATA_WAIT);
            case SLOW_WORKER -> in(MetricTags.WORKER_SKEW);
            case VERIFICATION_AT_CHANCE, VERIFICATION_FALLS -> RecordedAccuracies::isAccuracy;
            case LEARNING_RATE_ZERO, LEARNING_RATE_RISES -> in(MetricTags.LEARNING_RATE);
            case MEMORY_GROWS -> in(MetricTags.MEMORY);
        };
    }

    private static Predicate<String> in(String... tags) {
        return List.of(tags)::contains;
    }
}
