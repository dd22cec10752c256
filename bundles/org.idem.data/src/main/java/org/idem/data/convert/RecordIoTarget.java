package org.idem.data.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.write.IdentityRanges;
import org.idem.data.write.RecordIoWriter;

/** insightface's layout of MXNet RecordIO: {@code train.rec}, {@code train.idx} and {@code property}. */
final class RecordIoTarget implements TargetFormat {
    private static final String REC = "train.rec";
    private static final String IDX = "train.idx";
    private static final String STARTS = "identities";
    private static final String PROPERTY = "property";
    private static final String IMAGES = "images";
    private static final String WIDTH = "width";
    private static final String HEIGHT = "height";
    /** Labels are float32. */
    private static final int MOST_IDENTITIES = 1 << 24;
    /** Every identity has a record, with images or without. */
    private static final long MOST_EMPTY_PER_IMAGE = 10;

    @Override
    public String word() {
        return "recordio";
    }

    @Override
    public boolean ordersByIdentity() {
        return true;
    }

    @Override
    public void requireHolds(ImageDataset set) {
        int identities = set.identities();
        if (identities > MOST_IDENTITIES || identities > MOST_EMPTY_PER_IMAGE * set.size() + 1000) {
            throw new InputException(Problem.error(
                    set.path(),
                    "",
                    "Its labels reach " + Units.count(identities - 1L) + ", with " + Units.count(set.size())
                            + " images; RecordIO keeps a label as float32 and a record for each identity",
                    "Convert it to a list"));
        }
    }

    @Override
    public SetWriter<ConvertedImage> writeImages(Path output, ImageDataset set, ConversionState state)
            throws IOException {
        return new Writer(output, set.identities(), state);
    }

    private static final class Writer implements SetWriter<ConvertedImage> {
        private final Path output;
        private final int identities;
        private final GrowingFile rec;
        private final GrowingFile idx;
        private final GrowingFile starts;
        private final IdentityRanges ranges;
        private final RecordIoWriter records;
        private long width;
        private long height;
        private int images;
        private boolean finished;

        Writer(Path output, int identities, ConversionState state) throws IOException {
            this.output = output;
            this.identities = identities;
            this.rec = new GrowingFile(output.resolve(REC), state.length(REC));
            this.idx = new GrowingFile(output.resolve(IDX), state.length(IDX));
            this.starts = new GrowingFile(output.resolve(STARTS), state.length(STARTS));
            this.ranges = IdentityRanges.read(GrowingFile.partOf(output.resolve(STARTS)), state.length(STARTS));
            this.images = (int) state.length(IMAGES);
            this.width = state.length(WIDTH);
            this.height = state.length(HEIGHT);
            this.records = new RecordIoWriter(rec.out(), idx.out(), state.length(REC));
        }

        @Override
        public void write(List<ConvertedImage> items) throws IOException {
            for (ConvertedImage image : items) {
                int before = ranges.size();
                ranges.add(image.label(), ++images);
                ranges.writeFrom(before, starts.out());
                records.image(images, image.label(), image.bytes());
                if (width == 0) {
                    width = image.width();
                    height = image.height();
                }
            }
        }

        @Override
        public Map<String, Long> flush() throws IOException {
            return Map.of(
                    REC,
                    rec.flushedLength(),
                    IDX,
                    idx.flushedLength(),
                    STARTS,
                    starts.flushedLength(),
                    IMAGES,
                    (long) images,
                    WIDTH,
                    width,
                    HEIGHT,
                    height);
        }

        @Override
        public void finish() throws IOException {
            ranges.fill(identities, images + 1);
            ranges.writeRecords(records, images);
            AtomicFiles.write(output.resolve(PROPERTY), identities + "," + height + "," + width + "\n");
            rec.finish();
            idx.finish();
            finished = true;
        }

        @Override
        public void close() throws IOException {
            rec.close();
            idx.close();
            starts.close();
            if (finished) {
                Files.deleteIfExists(GrowingFile.partOf(output.resolve(STARTS)));
            }
        }
    }
}
