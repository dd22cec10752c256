package org.idem.data.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Equal to PLSC and NumPy, index for index. */
@Tag("golden")
class DistributedSamplerTest {

    private static JsonNode golden() throws Exception {
        return new ObjectMapper()
                .readTree(Path.of(System.getProperty("idem.goldens"), "train", "sampler.json")
                        .toFile());
    }

    private static int[] ints(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
    }

    @Test
    void everyCase() throws Exception {
        for (JsonNode c : golden().get("cases")) {
            int world = c.get("world").asInt();
            DistributedSampler sampler = new DistributedSampler(
                    c.get("n").asInt(),
                    world,
                    c.get("batch_size").asInt(),
                    c.get("shuffle").asBoolean(),
                    c.get("drop_last").asBoolean());
            assertEquals(c.get("len").asInt(), sampler.batchesPerEpoch());
            for (int rank = 0; rank < world; rank++) {
                int[][] batches = sampler.batches(c.get("epoch").asInt(), rank);
                JsonNode expected = c.get("ranks").get(rank);
                assertEquals(expected.size(), batches.length);
                for (int b = 0; b < batches.length; b++) {
                    assertArrayEquals(ints(expected.get(b)), batches[b], c.toString());
                }
            }
        }
    }

    @Test
    void numpyShuffle() throws Exception {
        golden().get("plain_shuffle_of_range_23_by_seed").fields().forEachRemaining(e -> {
            int[] values = IntStream.range(0, 23).toArray();
            new MersenneTwister(Integer.parseInt(e.getKey())).shuffle(values);
            assertArrayEquals(ints(e.getValue()), values);
        });
        int[] values = IntStream.range(0, 1000).toArray();
        new MersenneTwister(3).shuffle(values);
        int[] first = java.util.Arrays.copyOf(values, 20);
        assertArrayEquals(ints(golden().get("plain_shuffle_of_range_1000_seed_3_first20")), first);
    }

    @Test
    void firstNumbers() throws Exception {
        MersenneTwister twister = new MersenneTwister(0);
        for (JsonNode number : golden().get("mt19937_seed_0_first_uint32")) {
            assertEquals(number.asLong(), twister.nextInt() & 0xffffffffL);
        }
    }

    @Test
    void fewerImagesThanWorkers() {
        DistributedSampler sampler = new DistributedSampler(2, 5, 4, true, false);
        for (int rank = 0; rank < 5; rank++) {
            assertEquals(1, sampler.batches(0, rank)[0].length);
        }
    }
}
