package org.idem.plan.template;

import java.util.List;
import org.idem.config.Precision;

/**
 * What is chosen of a new config; {@link ConfigTemplate} fills in the rest.
 *
 * @param name last part of the names of its runs
 * @param training what it trains on
 * @param verification what it verifies on, possibly nothing
 * @param backbone a name of {@link org.idem.model.Graphs#names()}
 * @param head what training minimises
 * @param batchSize images of one worker in one step
 * @param epochs times that every image is seen
 * @param precision arithmetic of a step
 */
public record NewConfig(
        String name,
        MeasuredSet training,
        List<MeasuredPairs> verification,
        String backbone,
        HeadTemplate head,
        int batchSize,
        int epochs,
        Precision precision) {
    private static final int MANY_IMAGES = 100_000;
    private static final String UNNAMED = "training";

    public NewConfig {
        verification = List.copyOf(verification);
    }

    /**
     * A sensible beginning for a set: a small network where there are few images, the published batch unless the set has
     * not four times as many images.
     *
     * @param name of the config; what no folder may be called is replaced
     */
    public static NewConfig proposed(String name, MeasuredSet training, List<MeasuredPairs> verification) {
        boolean many = training.size().images() >= MANY_IMAGES;
        return proposed(name, training, verification, many ? "IResNet50" : "MobileFaceNet_small");
    }

    /** A sensible beginning for a set with this backbone. */
    public static NewConfig proposed(
            String name, MeasuredSet training, List<MeasuredPairs> verification, String backbone) {
        BackboneRecipe recipe = BackboneRecipe.of(backbone);
        int fitting = Integer.highestOneBit(Math.max(1, training.size().images() / 4));
        return new NewConfig(
                runName(name),
                training,
                verification,
                backbone,
                HeadTemplate.COSFACE,
                Math.max(2, Math.min(recipe.batchSize(), fitting)),
                recipe.epochs(),
                Precision.AUTO);
    }

    /** What of a text can be part of a run's name. */
    public static String runName(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
        return plain.isEmpty() ? UNNAMED : plain.substring(0, Math.min(60, plain.length()));
    }
}
