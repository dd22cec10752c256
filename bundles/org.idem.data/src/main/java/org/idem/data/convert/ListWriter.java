package org.idem.data.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes pictures as files of their own and a line for each item into {@code label.txt}. */
final class ListWriter<T> implements SetWriter<T> {
    private static final String LIST = "label.txt";

    private final Path folder;
    private final Lines<T> lines;
    private final GrowingFile list;

    /** Where pictures go. */
    @FunctionalInterface
    interface Store {
        /** Writes a picture; what an interruption left of it is replaced. */
        void write(String path, byte[] picture) throws IOException;
    }

    /** What the files of an item are called and what its line says. */
    interface Lines<T> {
        /** Writes the item's pictures; called on several threads. */
        void store(T item, Store store) throws IOException;

        /** The item's line in the list. */
        String line(T item);
    }

    ListWriter(Path folder, ConversionState state, Lines<T> lines) throws IOException {
        this.folder = folder;
        this.lines = lines;
        Files.createDirectories(folder.resolve("images"));
        this.list = new GrowingFile(folder.resolve(LIST), state.length(LIST));
    }

    @Override
    public void write(List<T> items) throws IOException {
        storeAll(items, item -> lines.store(item, (path, picture) -> Files.write(folder.resolve(path), picture)));
        for (T item : items) {
            list.out().write((lines.line(item) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes one item's pictures; called on several threads. */
    @FunctionalInterface
    interface ItemStore<T> {
        /** Writes them. */
        void store(T item) throws IOException;
    }

    /** Writes the pictures of all items on all processors: opening and closing a file costs more than its bytes. */
    static <T> void storeAll(List<T> items, ItemStore<T> store) throws IOException {
        try {
            items.parallelStream().forEach(item -> {
                try {
                    store.store(item);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Map<String, Long> flush() throws IOException {
        return Map.of(LIST, list.flushedLength());
    }

    @Override
    public void finish() throws IOException {
        list.finish();
    }

    @Override
    public void close() throws IOException {
        list.close();
    }
}
