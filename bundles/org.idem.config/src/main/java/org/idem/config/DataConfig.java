package org.idem.config;

import java.nio.file.Path;
import java.util.List;

/**
 * One of the sections {@code DataLoader.Train} and {@code DataLoader.Eval}.
 *
 * @param dataset {@code FaceIdentificationDataset} or {@code FaceVerificationDataset}
 * @param paths what {@code cls_label_path} names: one training set, or one or more verification sets
 * @param imageRoot folder that the paths in an image list are relative to, or null
 * @param transforms what is done to each image, in order
 * @param batchSize images of one worker in one step
 * @param shuffle whether each epoch has its own order
 * @param dropLast whether an incomplete last batch is left out
 * @param workers threads that read and decode, 0 for as many as the machine affords
 * @param samplerName {@code DistributedBatchSampler}, {@code BatchSampler} or {@code RandomBatchSampler}
 * @param exclude list of images that are not trained on, or null
 * @param damageLimit share of the images that may be damaged, in [0, 1]
 */
public record DataConfig(
        String dataset,
        List<Path> paths,
        Path imageRoot,
        List<TransformSpec> transforms,
        int batchSize,
        boolean shuffle,
        boolean dropLast,
        int workers,
        String samplerName,
        Path exclude,
        double damageLimit) {
    public DataConfig {
        paths = List.copyOf(paths);
        transforms = List.copyOf(transforms);
    }

    /** The set, or the first of several. */
    public Path path() {
        return paths.get(0);
    }
}
