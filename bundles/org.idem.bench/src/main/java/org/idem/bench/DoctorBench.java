package org.idem.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.idem.core.AtomicFiles;
import org.idem.core.Progress;
import org.idem.protocol.JsonLines;
import org.idem.train.embed.TorchTileProduct;
import org.idem.verify.doctor.CentroidPair;
import org.idem.verify.doctor.CentroidRows;
import org.idem.verify.doctor.CentroidSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The search for identities that are one person: every centroid with every other, with pairs planted among random ones. */
@Command(
        name = "doctor",
        description = "Searching all pairs of identities for split ones.",
        mixinStandardHelpOptions = true)
final class DoctorBench implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final double LEAST = 0.5;
    private static final double NOISE = 0.7;

    @Option(names = "--identities", defaultValue = "100000", description = "Identities (${DEFAULT-VALUE}).")
    private int identities;

    @Option(names = "--dim", defaultValue = "512", description = "Numbers of an embedding (${DEFAULT-VALUE}).")
    private int dim;

    @Option(names = "--planted", defaultValue = "1000", description = "Pairs that are one person (${DEFAULT-VALUE}).")
    private int planted;

    private final PrintStream out = System.out;
    private final Random random = new Random(1);

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("idem-bench-doctor");
        try (CentroidRows centroids = CentroidRows.create(folder.resolve("bench"), identities, dim);
                TorchTileProduct product = new TorchTileProduct()) {
            Set<Long> wanted = fill(centroids);
            CentroidSearch.Result[] result = new CentroidSearch.Result[1];
            Timings search = Timings.of(
                    1, () -> result[0] = CentroidSearch.within(product, centroids, LEAST, 2 * planted, Progress.NONE));
            long right = result[0].best().stream()
                    .filter(pair -> wanted.contains(number(pair)))
                    .count();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("bench", "doctor");
            line.put("identities", identities);
            line.put("dim", dim);
            line.put("planted", wanted.size());
            line.put("found", result[0].found());
            line.put("found_of_planted", right);
            line.put("seconds", Timings.rounded(search.median()));
            double pairs = (double) identities * (identities - 1) / 2;
            line.put("gflops", Timings.rounded(2 * pairs * dim / search.median() / 1e9));
            out.println(JsonLines.format(line));
            return right == wanted.size() ? 0 : FAILED;
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private static long number(CentroidPair pair) {
        return (long) pair.first() << Integer.SIZE | pair.second();
    }

    /** Random directions; the last of them are the first ones with noise. */
    private Set<Long> fill(CentroidRows centroids) {
        Set<Long> wanted = new HashSet<>();
        float[] row = new float[dim];
        for (int identity = 0; identity < identities; identity++) {
            int twin = identity - (identities - planted);
            boolean isPlanted = twin >= 0 && twin < identity;
            if (isPlanted) {
                centroids.read(twin, 1, row);
                wanted.add((long) twin << Integer.SIZE | identity);
            }
            double scale = isPlanted ? NOISE / Math.sqrt(dim) : 1;
            double squares = 0;
            for (int i = 0; i < dim; i++) {
                row[i] = (float) ((isPlanted ? row[i] : 0) + scale * random.nextGaussian());
                squares += (double) row[i] * row[i];
            }
            for (int i = 0; i < dim; i++) {
                row[i] /= (float) Math.sqrt(squares);
            }
            centroids.write(identity, row);
        }
        return wanted;
    }
}
