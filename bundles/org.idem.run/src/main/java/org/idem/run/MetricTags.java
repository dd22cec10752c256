package org.idem.run;

/** Names of the metrics that every training writes, as they stand in the metric log and in TensorBoard. */
public final class MetricTags {
    /** Mean loss of a step's global batch. */
    public static final String LOSS = "train/loss";
    /** Learning rate of a step. */
    public static final String LEARNING_RATE = "train/lr";
    /** Norm of a step's gradient before clipping, without the factor of the loss scaling. */
    public static final String GRADIENT_NORM = "train/grad_norm";
    /** Factor that the loss is scaled by against underflow in fp16. */
    public static final String LOSS_SCALE = "train/loss_scale";
    /** Images of all ranks per second of a step. */
    public static final String IMAGES_PER_SECOND = "train/images_per_second";
    /** Seconds of a step in which it waited for its images. */
    public static final String DATA_WAIT = "train/data_wait";

    private MetricTags() {}
}
