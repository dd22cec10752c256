package org.idem.train.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.idem.model.TensorSpec;
import org.idem.model.TensorSpec.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("golden")
class FillTest {
    private final JsonNode golden = Goldens.json("fill_check");

    @Test
    void hashesAreTheGoldenOnes() {
        golden.get("fnv1a64")
                .fields()
                .forEachRemaining(entry -> assertEquals(
                        entry.getValue().asText(),
                        String.format("%016x", Fill.fnv1a64(entry.getKey())),
                        entry.getKey()));
        golden.get("splitmix64")
                .fields()
                .forEachRemaining(entry -> assertEquals(
                        entry.getValue().asText(),
                        String.format("%016x", Fill.splitmix64(Long.parseUnsignedLong(entry.getKey()))),
                        entry.getKey()));
    }

    @Test
    void tensorsAreFilledAsTheGoldenOnes() {
        check("conv1.weight", Fill.tensor(new TensorSpec("conv1.weight", Kind.CONV, 64, 3, 3, 3)));
        check("fc.weight", Fill.tensor(new TensorSpec("fc.weight", Kind.LINEAR, 512, 25088)));
        check("fc.bias", Fill.tensor(new TensorSpec("fc.bias", Kind.BIAS, 512)));
        check("bn1.weight", Fill.tensor(new TensorSpec("bn1.weight", Kind.NORM_SCALE, 64)));
        check("bn1._mean", Fill.tensor(new TensorSpec("bn1._mean", Kind.RUNNING_MEAN, 64)));
        check("bn1._variance", Fill.tensor(new TensorSpec("bn1._variance", Kind.RUNNING_VARIANCE, 64)));
        check("prelu._weight", Fill.tensor(new TensorSpec("prelu._weight", Kind.SLOPE, 64)));
        check("head.weight", Fill.tensor(new TensorSpec("head.weight", Kind.LINEAR, 100, 512)));
        check("input", Fill.input(2));
    }

    private void check(String name, float[] values) {
        JsonNode expected = golden.get("filled").get(name);
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        assertEquals(expected.get("first4").get(0).floatValue(), values[0], name);
        assertEquals(expected.get("last").floatValue(), values[values.length - 1], name);
        assertEquals(expected.get("sum_float64").asDouble(), sum, 1e-9, name);
    }
}
