package org.idem.data.check;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;

/**
 * What some pictures of a set are like, evenly spaced over it, read and decoded on all processors.
 *
 * @param decoded number of pictures that could be decoded
 * @param damaged number of pictures that could not
 * @param sizes the sizes found, the most frequent first
 * @param kinds share of each kind, by its file ending
 * @param secondsPerImage time that a picture of the sample took, on all processors together
 */
public record PictureSample(
        int decoded, int damaged, List<SizeShare> sizes, Map<String, Double> kinds, double secondsPerImage) {
    private static final int LOOKED_AT = 512;

    public PictureSample {
        sizes = List.copyOf(sizes);
        kinds = Map.copyOf(kinds);
    }

    /**
     * How many pictures have a size.
     *
     * @param width in pixels
     * @param height in pixels
     * @param share of the decoded pictures, in (0, 1]
     */
    public record SizeShare(int width, int height, double share) {}

    /** What is seen of one picture; null where it is damaged. */
    private record Seen(int width, int height, String kind) {}

    /** Looks at up to 512 pictures of a set of so many. */
    static PictureSample of(int size, IntFunction<EncodedImage> images) {
        int looked = Math.min(size, LOOKED_AT);
        long began = System.nanoTime();
        List<Seen> seen = IntStream.range(0, looked)
                .parallel()
                .map(i -> (int) ((long) i * size / looked))
                .mapToObj(i -> see(images, i))
                .filter(one -> one != null)
                .toList();
        double seconds = (System.nanoTime() - began) / 1e9;
        List<SizeShare> sizes = shares(seen, one -> List.of(one.width(), one.height())).entrySet().stream()
                .map(entry ->
                        new SizeShare(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .sorted(Comparator.comparingDouble(SizeShare::share)
                        .reversed()
                        .thenComparingInt(SizeShare::width)
                        .thenComparingInt(SizeShare::height))
                .toList();
        return new PictureSample(
                seen.size(), looked - seen.size(), sizes, shares(seen, Seen::kind), seconds / Math.max(1, looked));
    }

    private static Seen see(IntFunction<EncodedImage> images, int index) {
        try {
            EncodedImage image = images.apply(index);
            Pixels pixels = ImageDecoder.decode(image);
            return new Seen(pixels.width(), pixels.height(), image.fileEnding());
        } catch (DamagedImageException e) {
            return null;
        }
    }

    private static <K> Map<K, Double> shares(List<Seen> seen, Function<Seen, K> key) {
        return seen.stream()
                .collect(Collectors.groupingBy(
                        key, Collectors.collectingAndThen(Collectors.counting(), n -> (double) n / seen.size())));
    }
}
