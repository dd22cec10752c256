package org.idem.watch;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;

/**
 * Embeddings that no longer tell people apart: all of them lie near the centers of all classes, or they have shrunk to
 * nothing beside what they were. Said once, and again only after they had come back.
 */
final class CollapseRule implements Rule {
    private static final int WINDOW = 3;
    private static final double ALIKE = 0.5;
    private static final double SHRUNK = 0.01;

    private final TagWindow others = new TagWindow(WINDOW);
    private final TagWindow norms = new TagWindow(WINDOW);
    private double largest;
    private boolean told;

    @Override
    public Optional<Finding> observe(StepValues values) {
        OptionalDouble cosine = others.add(values.value(MetricTags.NEGATIVE_COSINE));
        OptionalDouble norm = norms.add(values.value(MetricTags.EMBEDDING_NORM));
        norm.ifPresent(now -> largest = Math.max(largest, now));
        if (cosine.isEmpty() && norm.isEmpty()) {
            return Optional.empty();
        }
        String words = words(cosine, norm);
        boolean tell = words != null && !told;
        told = words != null;
        return tell ? Optional.of(new Finding(values.step(), Kind.EMBEDDINGS_COLLAPSE, words)) : Optional.empty();
    }

    private String words(OptionalDouble cosine, OptionalDouble norm) {
        if (cosine.isPresent() && cosine.getAsDouble() >= ALIKE) {
            return String.format(
                    Locale.ROOT,
                    "the embeddings collapse: their cosine with the centers of other classes is %.2f; lower the"
                            + " learning rate or raise the weight decay of the network",
                    cosine.getAsDouble());
        }
        if (norm.isPresent() && norm.getAsDouble() <= SHRUNK * largest) {
            return String.format(
                    Locale.ROOT,
                    "the embeddings collapse: their norm is %.3g and was %.3g; lower the weight decay",
                    norm.getAsDouble(),
                    largest);
        }
        return null;
    }
}
