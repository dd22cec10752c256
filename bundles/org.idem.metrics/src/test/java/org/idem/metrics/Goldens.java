package org.idem.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** Reads golden values in place. */
final class Goldens {
    private static final int NPY_PREFIX = 10;

    private Goldens() {}

    static JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(file(path).toFile());
    }

    static Path file(String path) {
        return Path.of(System.getProperty("idem.goldens"), path);
    }

    static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** The data of a version 1.0 file after its header. */
    static ByteBuffer npy(String path) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file(path))).order(ByteOrder.LITTLE_ENDIAN);
        return all.position(NPY_PREFIX + all.getShort(NPY_PREFIX - 2)).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
