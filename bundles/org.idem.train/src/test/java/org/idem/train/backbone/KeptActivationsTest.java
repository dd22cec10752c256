package org.idem.train.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.idem.model.ModelSpec;
import org.idem.model.Recomputation;
import org.idem.model.cost.GraphCost;
import org.idem.model.cost.NumberFormat;
import org.idem.train.golden.Fill;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorMemory;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a network is said to keep for its way back is what a pass holds: counted in the memory of real tensors. */
class KeptActivationsTest {
    private static final int FEW = 4;
    private static final int MORE = 12;

    private static ModelSpec small(String model) {
        return model.startsWith("FaceViT")
                ? new ModelSpec(model, 16, 48, List.of(), 0, 0.3, 0.2)
                : new ModelSpec(model, 16, 32, List.of(), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "IResNet18, NONE, FP32",
        "IResNet18, NONE, BF16",
        "IResNet18, STAGE, FP32",
        "IResNet18, BLOCK, BF16",
        "MobileFaceNet_small, NONE, FP32",
        "MobileFaceNet_small, NONE, BF16",
        "MobileFaceNet_small, BLOCK, FP32",
        "FaceViT_tiny_patch9_112, NONE, FP32",
        "FaceViT_tiny_patch9_112, NONE, BF16",
        "FaceViT_tiny_patch9_112, STAGE, BF16",
        "FaceViT_tiny_patch9_112, BLOCK, FP32"
    })
    void asPlanned(String model, Recomputation recomputation, NumberFormat format) {
        ComputeOptions arithmetic = format == NumberFormat.BF16 ? ComputeOptions.BF16 : ComputeOptions.FP32;
        try (Backbone net = Backbones.create(small(model), true, recomputation, 7)) {
            // What does not grow with the batch, such as statistics and copies of weights, is no activation.
            double perImage = (double) (kept(net, MORE, arithmetic) - kept(net, FEW, arithmetic)) / (MORE - FEW);
            long planned =
                    GraphCost.of(net.graph()).activations(format, recomputation).kept();
            // Libtorch's own records, such as the means of tokens, are not seen here.
            assertEquals(planned, perImage, 0.006 * planned);
        }
    }

    private static long kept(Backbone net, int images, ComputeOptions arithmetic) {
        int side = net.graph().inputSize();
        Tensor batch = Tensor.of(Fill.symmetric("images", images * 3 * side * side, 1), images, 3, side, side);
        try (TensorScope scope = TensorScope.recording(net.manager())) {
            ForwardBackwardPass pass = net.forward(scope, batch, arithmetic);
            FlatParameters parameters = net.parameters();
            Set<Long> ofParameters = Stream.of(
                            parameters.values(),
                            parameters.statistics(),
                            parameters.lowPrecision() == null ? parameters.values() : parameters.lowPrecision())
                    .map(TensorMemory::storageAddress)
                    .collect(Collectors.toSet());
            Map<Long, Long> storages = new TreeMap<>();
            pass.saved()
                    .forEach(tensor ->
                            storages.put(TensorMemory.storageAddress(tensor), TensorMemory.storageBytes(tensor)));
            storages.keySet().removeAll(ofParameters);
            return storages.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
