package org.idem.input.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
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
            RankPartition partition = new RankPartition(
                    c.get("n").asInt(),
                    world,
                    c.get("batch_size").asInt(),
                    c.get("drop_last").asBoolean());
            DistributedSampler sampler =
                    new DistributedSampler(partition, c.get("shuffle").asBoolean());
            assertEquals(c.get("len").asInt(), sampler.batchesPerEpoch());
            for (int rank = 0; rank < world; rank++) {
                BatchIndices batches = sampler.epoch(c.get("epoch").asInt(), rank);
                JsonNode expected = c.get("ranks").get(rank);
                assertEquals(expected.size(), batches.count());
                for (int b = 0; b < batches.count(); b++) {
                    assertArrayEquals(ints(expected.get(b)), batches.get(b), c.toString());
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

    /** The golden values must say something about each of these. */
    @Test
    void theCasesCoverWhatTheyShould() throws Exception {
        Set<String> seen = new HashSet<>();
        for (JsonNode c : golden().get("cases")) {
            seen.add("world " + c.get("world"));
            seen.add("shuffle " + c.get("shuffle"));
            seen.add("drop " + c.get("drop_last"));
            seen.add("epoch " + c.get("epoch"));
        }
        assertTrue(
                seen.containsAll(Set.of(
                        "world 1", "world 2", "world 3", "shuffle true", "shuffle false", "drop true", "drop false")),
                seen.toString());
        assertTrue(seen.stream().filter(s -> s.startsWith("epoch")).count() >= 3, seen.toString());
    }

    @Test
    void fewerImagesThanWorkers() {
        DistributedSampler sampler = new DistributedSampler(new RankPartition(2, 5, 4, false), true);
        for (int rank = 0; rank < 5; rank++) {
            assertEquals(1, sampler.epoch(0, rank).get(0).length);
        }
    }

    @Test
    void anEpochUnderWayKeepsItsOrderWhenAnotherBegins() {
        DistributedSampler sampler = new DistributedSampler(new RankPartition(50, 1, 5, false), true);
        BatchIndices first = sampler.epoch(1, 0);
        int[] before = first.get(3);
        assertFalse(java.util.Arrays.equals(before, sampler.epoch(2, 0).get(3)));
        assertArrayEquals(before, first.get(3));
        assertArrayEquals(before, sampler.epoch(1, 0).get(3));
    }
}
