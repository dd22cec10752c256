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
    /** Seconds of a step on rank 0, waiting included. */
    public static final String STEP_SECONDS = "train/step_seconds";
    /** Seconds of a step in which it waited for its images. */
    public static final String DATA_WAIT = "train/data_wait";

    /** Norm of the class centers' gradient of all ranks before clipping, at some steps. */
    public static final String CENTERS_GRADIENT_NORM = "train/centers_grad_norm";
    /** Mean length of a step's embeddings before they are normalized, at some steps. */
    public static final String EMBEDDING_NORM = "train/embedding_norm";
    /** Mean cosine of a step's embeddings and the centers of their own classes, at some steps. */
    public static final String POSITIVE_COSINE = "train/positive_cosine";
    /** Mean cosine of a step's embeddings and some centers of other classes, at some steps. */
    public static final String NEGATIVE_COSINE = "train/negative_cosine";
    /**
     * Share of a step's images that the margin is violated for, at some steps: the own class, margin included, is less
     * likely than all others together.
     */
    public static final String MARGIN_VIOLATIONS = "train/margin_violations";
    /** Histograms of the cosines of {@link #POSITIVE_COSINE}. */
    public static final String POSITIVE_COSINES = "train/positive_cosines";
    /** Histograms of the cosines of {@link #NEGATIVE_COSINE}. */
    public static final String NEGATIVE_COSINES = "train/negative_cosines";
    /** Blocks of class centers that a step read from disk on rank 0: the mean of the steps since the last point. */
    public static final String CENTER_BLOCKS_READ = "train/center_blocks_read";
    /** Blocks of class centers that a step wrote to disk, likewise. */
    public static final String CENTER_BLOCKS_WRITTEN = "train/center_blocks_written";
    /**
     * Blocks that a step had to wait for, since they were not read yet or still being written, likewise; what a step reads in
     * parts because it does not fit into memory is not counted.
     */
    public static final String CENTER_BLOCKS_AWAITED = "train/center_blocks_awaited";
    /**
     * Seconds that a step waited for blocks of class centers, likewise; what a step reads in parts because it does not fit into
     * memory is not counted.
     */
    public static final String CENTER_WAIT = "train/center_wait";
    /** How much longer the slowest worker took for its own part of a step than the usual one, as a share of that. */
    public static final String WORKER_SKEW = "train/worker_skew";
    /** Number of the slowest worker of a step, from 0. */
    public static final String SLOWEST_WORKER = "train/slowest_worker";
    /** Bytes of memory that the trainer's process holds, at some steps. */
    public static final String MEMORY = "sys/memory";
    /** Share of all processors of the machine that are busy, in [0, 1], at some steps. */
    public static final String PROCESSOR_LOAD = "sys/processor_load";
    /** Temperature of the processor's hottest sensor in degrees Celsius, at some steps, where it can be read. */
    public static final String TEMPERATURE = "sys/temperature";

    private MetricTags() {}
}
