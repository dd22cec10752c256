package org.idem.data.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.idem.data.write.BinWriter;

/** insightface's verification set: one pickle, which is written anew after an interruption. */
final class BinTarget implements TargetFormat {
    @Override
    public String word() {
        return "bin";
    }

    @Override
    public boolean isFile() {
        return true;
    }

    @Override
    public boolean takesImages() {
        return false;
    }

    @Override
    public boolean takesPairs() {
        return true;
    }

    @Override
    public SetWriter<ConvertedPair> writePairs(Path output, ConversionState state) throws IOException {
        return new Writer(new GrowingFile(output, 0));
    }

    private static final class Writer implements SetWriter<ConvertedPair> {
        private final GrowingFile file;
        private final BinWriter pairs;

        Writer(GrowingFile file) throws IOException {
            this.file = file;
            this.pairs = new BinWriter(file.out());
        }

        @Override
        public void write(List<ConvertedPair> items) throws IOException {
            for (ConvertedPair pair : items) {
                pairs.add(pair.first(), pair.second(), pair.same());
            }
        }

        @Override
        public Map<String, Long> flush() {
            return Map.of();
        }

        @Override
        public void finish() throws IOException {
            pairs.finish();
            file.finish();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
