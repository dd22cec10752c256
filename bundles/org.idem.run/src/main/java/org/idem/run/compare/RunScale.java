package org.idem.run.compare;

import java.util.Map;
import org.idem.run.RunDirectory;

/**
 * What a step of a run is in images and epochs.
 *
 * @param imagesPerStep images of all workers in a step, NaN when not known
 * @param imagesPerEpoch images of the training set, NaN when not known
 */
public record RunScale(double imagesPerStep, double imagesPerEpoch) {
    private static final String BATCH = "DataLoader.Train.sampler.batch_size";

    /** As config and environment of a run say. */
    public static RunScale of(RunDirectory run, Map<String, String> config) {
        Map<String, Object> environment = run.environment();
        double workers = environment.get("workers") instanceof Number number ? number.doubleValue() : 1;
        double images = environment.get("images") instanceof Number number && number.doubleValue() > 0
                ? number.doubleValue()
                : Double.NaN;
        return new RunScale(positive(config.get(BATCH)) * Math.max(1, workers), images);
    }

    private static double positive(String text) {
        try {
            double value = text == null ? Double.NaN : Double.parseDouble(text);
            return value > 0 ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
