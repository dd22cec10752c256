package org.idem.data.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.data.DataProblem;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.format.ExcludedKeys;

/**
 * Converts sets from any format that is read to those that others read. Pictures keep their bytes unless asked otherwise;
 * what cannot be read or decoded is left out and told. An interrupted conversion goes on when the same is asked again;
 * nothing that exists is overwritten.
 */
public final class DatasetConverter {
    private final ConvertRequest request;
    private final TargetFormat format;
    private final ExcludedKeys exclude;
    private final Progress progress;
    private final List<String> notes = new ArrayList<>();

    private DatasetConverter(ConvertRequest request, Progress progress) {
        this.request = request;
        this.format = TargetFormats.of(request.format());
        this.exclude = ExcludedKeys.read(request.exclude());
        this.progress = progress;
    }

    /** Words of the formats that can be written. */
    public static List<String> formats() {
        return TargetFormats.words();
    }

    /**
     * Converts a set; blocks until it is done.
     *
     * @throws InputException if the set cannot be opened or does not fit the format, or if there is something else than an
     *     interrupted conversion of the same request at the output
     * @throws UncheckedIOException if writing fails; the same request goes on where it ended
     * @throws java.util.concurrent.CancellationException if cancelled; the same request goes on where it ended
     */
    public static ConvertResult convert(ConvertRequest request, Progress progress) {
        DatasetConverter converter = new DatasetConverter(request, progress);
        try {
            return Datasets.isPairs(request.source()) ? converter.convertPairs() : converter.convertImages();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot convert to " + request.output(), e);
        }
    }

    private ConvertResult convertImages() throws IOException {
        if (request.flip()) {
            throw refused("--flip", "Mirrored copies are for pairs, and this set has none; training mirrors by itself");
        }
        try (ImageDataset set = Datasets.openReadable(request.source());
                Encoders encoders = new Encoders()) {
            requireFits(format.takesImages(), "labeled images");
            format.requireHolds(set);
            notes.addAll(set.notes());
            set.labelCounts().describe().ifPresent(notes::add);
            Source<ConvertedImage> source =
                    new ImageSource(set, format.ordersByIdentity(), exclude, request.reencode() ? encoders : null);
            ConvertResult result = run(source, state -> format.writeImages(request.output(), set, state));
            List<DataProblem> skipped = new ArrayList<>(result.skipped());
            if (set.offset(0) < 0) {
                skipped.addAll(set.integrityCheck().structureProblems());
            }
            return new ConvertResult(
                    result.output(), result.images(), result.resumed(), skipped, result.excluded(), notes);
        }
    }

    private ConvertResult convertPairs() throws IOException {
        try (PairDataset set = Datasets.openReadablePairs(request.source());
                Encoders encoders = new Encoders()) {
            requireFits(format.takesPairs(), "pairs, and does not say who is on them");
            Source<ConvertedPair> source = new PairSource(set, request.flip(), request.reencode(), exclude, encoders);
            return run(source, state -> format.writePairs(request.output(), state));
        }
    }

    private void requireFits(boolean fits, String content) {
        if (!fits) {
            throw new InputException(Problem.error(
                    request.source(),
                    "--to",
                    "The set holds " + content + "; it cannot become " + request.format(),
                    "Give one of " + TargetFormats.wordsFor(format.takesImages() && !format.takesPairs())));
        }
    }

    private InputException refused(String key, String message) {
        return new InputException(Problem.error(request.source(), key, message, ""));
    }

    /** Begins to write one kind of items, or goes on. */
    @FunctionalInterface
    private interface WriterFactory<T> {
        SetWriter<T> create(ConversionState state) throws IOException;
    }

    private <T> ConvertResult run(Source<T> source, WriterFactory<T> writers) throws IOException {
        Path output = request.output().toAbsolutePath().normalize();
        Path folder = format.isFile() ? output.getParent() : output;
        Path stateFile = folder.resolve(format.isFile() ? "." + output.getFileName() + ".convert" : ".convert");
        requireUnused(output, stateFile);
        Files.createDirectories(folder);
        try (ConversionState state = open(stateFile, request.fingerprint(source.size()));
                SkippedImages skipped = new SkippedImages(stateFile, state);
                SetWriter<T> writer = writers.create(state)) {
            Conversion<T> conversion = new Conversion<>(source, writer, state, skipped);
            long resumed = conversion.written() * source.imagesPerItem();
            conversion.run(progress);
            skipped.delete();
            state.delete();
            long images = conversion.written() * source.imagesPerItem();
            long excluded = conversion.excluded() * source.imagesPerItem();
            return new ConvertResult(output, images, resumed, skipped.problems(), excluded, notes);
        }
    }

    private ConversionState open(Path stateFile, String fingerprint) throws IOException {
        ConversionState state = ConversionState.open(stateFile, fingerprint);
        if (format.isFile()) {
            state.restart();
        }
        return state;
    }

    private void requireUnused(Path output, Path stateFile) throws IOException {
        Path source = request.source().toAbsolutePath().normalize();
        if (Files.isDirectory(source) && output.startsWith(source)) {
            throw new InputException(Problem.error(
                    output, "", "The output would become part of the set that is read", "Give another place"));
        }
        if (format.isFile() ? Files.exists(output) : !Files.exists(stateFile) && isUsed(output)) {
            throw new InputException(Problem.error(
                    output,
                    "",
                    "It exists, and holds no interrupted conversion; nothing is overwritten",
                    format.isFile() ? "Give the name of a new file" : "Give a new or an empty folder"));
        }
    }

    private static boolean isUsed(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder);
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isPresent();
        }
    }
}
