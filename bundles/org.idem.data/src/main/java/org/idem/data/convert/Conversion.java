package org.idem.data.convert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.DataProblem;
import org.idem.data.image.DamagedImageException;

/**
 * Reads items on all processors and writes them in order, chunk by chunk; saves how far it is, so that an interruption
 * costs seconds.
 *
 * @param <T> {@link ConvertedImage} or {@link ConvertedPair}
 */
final class Conversion<T> {
    private static final int CHUNK = 512;
    private static final long SAVE_NANOS = 2_000_000_000L;
    private static final String WRITTEN = "written";
    private static final String EXCLUDED = "excluded";

    private final Source<T> source;
    private final SetWriter<T> writer;
    private final ConversionState state;
    private final SkippedImages skipped;
    private int done;
    private long written;
    private long excluded;
    private long saved;

    /** What became of one item: it, or why it is left out; neither where it is excluded. */
    private record Outcome<T>(T item, DataProblem problem) {}

    Conversion(Source<T> source, SetWriter<T> writer, ConversionState state, SkippedImages skipped) {
        this.source = source;
        this.writer = writer;
        this.state = state;
        this.skipped = skipped;
        this.done = state.done();
        this.written = state.length(WRITTEN);
        this.excluded = state.length(EXCLUDED);
    }

    /** Number of items written, those before an interruption included. */
    long written() {
        return written;
    }

    /** Number of items that the exclude list left out. */
    long excluded() {
        return excluded;
    }

    /** Converts what is not converted yet. */
    void run(Progress progress) throws IOException {
        int begin = done;
        long began = System.nanoTime();
        saved = began;
        while (done < source.size()) {
            if (progress.isCancelled()) {
                save();
                progress.checkCancelled();
            }
            convertChunk();
            if (System.nanoTime() - saved > SAVE_NANOS) {
                save();
            }
            int now = done;
            double seconds = Math.max(1e-3, (System.nanoTime() - began) / 1e9);
            progress.report((double) (now - begin) / (source.size() - begin), () -> message(now, begin, seconds));
        }
        save();
        writer.finish();
    }

    private String message(int now, int begin, double seconds) {
        long images = (long) now * source.imagesPerItem();
        double rate = (now - begin) * source.imagesPerItem() / seconds;
        return Units.count(images) + " of " + Units.count((long) source.size() * source.imagesPerItem()) + " images, "
                + Units.rate(rate) + " images/s";
    }

    private void convertChunk() throws IOException {
        int end = Math.min(source.size(), done + CHUNK);
        List<Outcome<T>> outcomes =
                IntStream.range(done, end).parallel().mapToObj(this::read).toList();
        List<T> items = new ArrayList<>();
        for (Outcome<T> outcome : outcomes) {
            if (outcome.item() != null) {
                items.add(outcome.item());
            } else if (outcome.problem() != null) {
                skipped.add(outcome.problem());
            } else {
                excluded++;
            }
        }
        writer.write(items);
        written += items.size();
        done = end;
    }

    private Outcome<T> read(int index) {
        try {
            return new Outcome<>(source.read(index), null);
        } catch (DamagedImageException e) {
            return new Outcome<>(null, new DataProblem(e.key(), e.offset(), e.kind(), e.getMessage()));
        }
    }

    private void save() throws IOException {
        Map<String, Long> lengths = new HashMap<>(writer.flush());
        lengths.putAll(skipped.flush());
        lengths.put(WRITTEN, written);
        lengths.put(EXCLUDED, excluded);
        state.save(done, lengths);
        saved = System.nanoTime();
    }
}
