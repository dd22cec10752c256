package org.idem.model.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.idem.model.Graphs;
import org.idem.model.ModelSpec;
import org.idem.model.Recomputation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Costs against what is published of the networks, and against what processes were seen to need. */
class GraphCostTest {
    private static final double MIB = 1 << 20;

    private static GraphCost of(String name) {
        return GraphCost.of(Graphs.graph(ModelSpec.of(name)));
    }

    /** Billions of multiply-adds as insightface and PLSC publish them. */
    @ParameterizedTest
    @CsvSource({
        "IResNet18, 24025600, 2.610",
        "IResNet34, 34139328, 4.460",
        "IResNet50, 43590848, 6.309",
        "IResNet100, 65156160, 12.090",
        "IResNet200, 118833920, 23.419",
        "FaceViT_tiny_patch9_112, 19137792, 1.505",
        "FaceViT_small_patch9_112, 76023296, 5.747",
        "FaceViT_base_patch9_112, 113833472, 11.437",
        "FaceViT_large_patch9_112, 255684352, 25.338",
        "MobileFaceNet_base, 2059520, 0.4375",
        "MobileFaceNet_large, 6314880, 1.8165"
    })
    void asPublished(String name, long parameters, double billions) {
        GraphCost cost = of(name);
        assertEquals(parameters, cost.parameters());
        assertEquals(billions, cost.multiplyAdds() / 1e9, 0.00051);
    }

    @Test
    void layersAddUp() {
        for (String name : Graphs.names()) {
            GraphCost cost = of(name);
            long kept =
                    cost.layers().stream().mapToLong(LayerCost::activationBytes).sum() + cost.imageBytes();
            long dim = 512L * Float.BYTES;
            assertEquals(cost.activations(NumberFormat.FP32, Recomputation.NONE).kept(), kept + dim, name);
        }
    }

    /** The order that docs/bench.md measured: a process holds about 0.2 GiB more than its activations. */
    @ParameterizedTest
    @CsvSource({
        "IResNet100, NONE, 2033",
        "IResNet100, STAGE, 1132",
        "IResNet100, BLOCK, 1029",
        "FaceViT_base_patch9_112, NONE, 2297",
        "FaceViT_base_patch9_112, STAGE, 540",
        "FaceViT_base_patch9_112, BLOCK, 577"
    })
    void nearWhatProcessesNeeded(String name, Recomputation recomputation, double mebibytes) {
        double planned =
                16 * of(name).activations(NumberFormat.FP32, recomputation).peak() / MIB;
        assertTrue(planned < mebibytes, planned + " of " + mebibytes);
        assertTrue(mebibytes - planned < 600, planned + " of " + mebibytes);
    }

    @Test
    void recomputationTradesArithmeticForMemory() {
        GraphCost cost = of("IResNet100");
        assertEquals(0, cost.recomputedMultiplyAdds(Recomputation.NONE));
        long stage = cost.recomputedMultiplyAdds(Recomputation.STAGE);
        long block = cost.recomputedMultiplyAdds(Recomputation.BLOCK);
        assertTrue(0 < stage && stage < block && block < cost.multiplyAdds(), stage + ", " + block);
        long all = cost.activations(NumberFormat.BF16, Recomputation.NONE).peak();
        assertTrue(cost.activations(NumberFormat.BF16, Recomputation.STAGE).peak() < all / 2);
        assertTrue(all
                < 0.51 * cost.activations(NumberFormat.FP32, Recomputation.NONE).peak());
    }
}
