package org.idem.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.idem.core.AtomicFiles;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.inspect.NearHashes;
import org.idem.data.write.FaceSetWriter;
import org.idem.protocol.JsonLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Opening a set of millions: the first time in this process, and again; the heap that it keeps; its last image's label and
 * its identities; and the search for near duplicates over a million hashes. Records are small, so that a file of MS1MV2's
 * number of images fits on any disk.
 */
@Command(
        name = "sets",
        description = "Opening a set of millions of records, its heap; near duplicates.",
        mixinStandardHelpOptions = true)
final class SetBench implements Callable<Integer> {
    private static final int PICTURE_BYTES = 64;

    @Option(names = "--images", defaultValue = "5800000", description = "Images of the set (${DEFAULT-VALUE}).")
    private int images;

    @Option(names = "--identities", defaultValue = "85742", description = "Identities of the set (${DEFAULT-VALUE}).")
    private int identities;

    @Option(names = "--rounds", defaultValue = "7", description = "Times that it is opened again (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--hashes", defaultValue = "1000000", description = "Hashes to compare (${DEFAULT-VALUE}).")
    private int hashes;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("idem-bench-sets");
        try {
            write(folder);
            measure(folder.resolve("train.rec"));
        } finally {
            AtomicFiles.deleteTree(folder);
        }
        compareHashes();
        return 0;
    }

    /** Every hundredth is the one before it with up to three bits turned; half of the bits are rarely set, as in real ones. */
    private void compareHashes() {
        Random random = new Random(1);
        long[] values = new long[hashes];
        for (int i = 0; i < hashes; i++) {
            long even = random.nextLong();
            values[i] = even & (random.nextLong() & random.nextLong() & random.nextLong() | 0x5555555555555555L);
            for (int bit = 0; i % 100 == 1 && bit < NearHashes.MOST_DIFFERENT_BITS; bit++) {
                values[i] = (bit == 0 ? values[i - 1] : values[i]) ^ 1L << random.nextInt(Long.SIZE);
            }
        }
        int[] all = IntStream.range(0, hashes).toArray();
        int[] pairs = {0};
        Timings search =
                Timings.of(rounds, () -> pairs[0] = NearHashes.pairs(values, all, pair -> false, Progress.NONE).length);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "near-duplicates");
        line.put("hashes", hashes);
        line.put("pairs", pairs[0]);
        line.put("seconds", Timings.rounded(search.median()));
        out.println(JsonLines.format(line));
    }

    private void write(Path folder) throws IOException {
        byte[] picture = new byte[PICTURE_BYTES];
        try (FaceSetWriter writer = new FaceSetWriter(folder, 112)) {
            for (int i = 0; i < images; i++) {
                writer.add((int) ((long) i * identities / images), picture);
            }
        }
    }

    private void measure(Path set) throws IOException {
        List<ImageDataset> opened = new ArrayList<>();
        long before = heap();
        Timings first = Timings.of(1, () -> opened.add(Datasets.openImages(set)));
        long after = heap();
        Timings again = Timings.of(rounds, () -> Datasets.openImages(set));
        try (ImageDataset images = opened.get(0)) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("bench", "sets");
            line.put("images", images.size());
            line.put("first_open_s", Timings.rounded(first.median()));
            line.put("open_s", Timings.rounded(again.median()));
            line.put("heap_mb", (after - before) >> 20);
            line.put("last_label_ms", once(() -> images.label(images.size() - 1)));
            line.put("images_per_identity_ms", once(images::imagesPerIdentity));
            out.println(JsonLines.format(line));
        }
    }

    private static double once(Runnable work) {
        return Timings.milliseconds(Timings.of(1, work).median());
    }

    /** Bytes in use after a collection. */
    private static long heap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
