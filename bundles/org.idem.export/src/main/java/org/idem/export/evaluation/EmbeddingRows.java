package org.idem.export.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.idem.core.AbandonedParts;
import org.idem.core.AtomicFiles;
import org.idem.run.NpyRows;

/** A file of embeddings that is written row by row and appears when it is committed. */
interface EmbeddingRows extends AutoCloseable {

    /** By the ending of its name: a matrix of NumPy's, or a table with the images' keys. */
    static EmbeddingRows create(Path file, int dim) {
        boolean isTable = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        return isTable ? Table.create(file, dim) : new Matrix(NpyRows.create(file, dim));
    }

    /** Adds the embedding of an image, of which {@code values} has the numbers from {@code from} on. */
    void add(String key, float[] values, int from);

    /** Puts the file in place, over any other of its name. */
    void commit();

    @Override
    void close();

    /** {@code .npy}, float32 [images, dim]. */
    record Matrix(NpyRows rows) implements EmbeddingRows {
        @Override
        public void add(String key, float[] values, int from) {
            rows.add(values, from);
        }

        @Override
        public void commit() {
            rows.commit();
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /** {@code .csv}: {@code key,e0,e1,…}, numbers as short as they are exact. */
    record Table(Path file, Path aside, BufferedWriter lines, int dim) implements EmbeddingRows {
        static Table create(Path file, int dim) {
            AbandonedParts.clear(file);
            Path aside = AtomicFiles.aside(file);
            try {
                Files.createDirectories(file.getParent());
                BufferedWriter lines =
                        Files.newBufferedWriter(aside, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
                lines.write("key");
                for (int i = 0; i < dim; i++) {
                    lines.write(",e" + i);
                }
                lines.write("\n");
                return new Table(file, aside, lines, dim);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + file, e);
            }
        }

        @Override
        public void add(String key, float[] values, int from) {
            try {
                boolean plain = key.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
                lines.write(plain ? key : '"' + key.replace("\"", "\"\"") + '"');
                for (int i = from; i < from + dim; i++) {
                    lines.write("," + values[i]);
                }
                lines.write("\n");
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + file, e);
            }
        }

        @Override
        public void commit() {
            try {
                lines.close();
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + file, e);
            }
        }

        @Override
        public void close() {
            try {
                lines.close();
                Files.deleteIfExists(aside);
            } catch (IOException e) {
                System.getLogger(Table.class.getName()).log(System.Logger.Level.WARNING, "left behind " + aside, e);
            }
        }
    }
}
