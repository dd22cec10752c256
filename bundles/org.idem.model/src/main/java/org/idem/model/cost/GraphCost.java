package org.idem.model.cost;

import java.util.ArrayList;
import java.util.List;
import org.idem.model.Graph;
import org.idem.model.Layer;
import org.idem.model.Recomputation;
import org.idem.model.TensorSpec;
import org.idem.model.ValueShape;

/**
 * What a network costs in training, layer by layer and in all. Activations are those of a channels-last pass; one that is
 * channels-first differs by the first copies of tokens and of the last map.
 *
 * @param graph the network
 * @param layers in order of computation
 * @param imageBytes bytes of one image in fp32, which a pass holds as well
 */
public record GraphCost(Graph graph, List<LayerCost> layers, long imageBytes) {
    public GraphCost {
        layers = List.copyOf(layers);
    }

    /** Works a network out; takes about a millisecond. */
    public static GraphCost of(Graph graph) {
        List<ValueShape> shapes = graph.shapes(true);
        long[] wide = new PassMemory(graph, NumberFormat.FP32).keptByValue();
        long[] half = new PassMemory(graph, NumberFormat.BF16).keptByValue();
        List<LayerCost> layers = new ArrayList<>();
        for (int i = 0; i < graph.layers().size(); i++) {
            Layer layer = graph.layers().get(i);
            ValueShape output = shapes.get(i + 1);
            List<ValueShape> inputs = layer.inputs().stream().map(shapes::get).toList();
            layers.add(new LayerCost(
                    layer, output, trainable(layer), layer.multiplyAdds(inputs, output), wide[i + 1], half[i + 1]));
        }
        return new GraphCost(graph, layers, wide[0]);
    }

    private static long trainable(Layer layer) {
        return layer.tensors().stream()
                .filter(spec -> spec.kind().trainable())
                .mapToLong(TensorSpec::count)
                .sum();
    }

    /** Returns the number of trainable values of all layers. */
    public long parameters() {
        return layers.stream().mapToLong(LayerCost::parameters).sum();
    }

    /** Number of running means and variances. */
    public long statistics() {
        return graph.tensors().stream().mapToLong(TensorSpec::count).sum() - parameters();
    }

    /** Multiplications that are added up on the way forward of one image. */
    public long multiplyAdds() {
        return layers.stream().mapToLong(LayerCost::multiplyAdds).sum();
    }

    /** Of those, the ones that recomputation does a second time. */
    public long recomputedMultiplyAdds(Recomputation recomputation) {
        List<Integer> cuts = recomputation.cuts(graph);
        int kept = cuts.isEmpty() ? 0 : cuts.get(cuts.size() - 1);
        return layers.subList(0, kept).stream()
                .mapToLong(LayerCost::multiplyAdds)
                .sum();
    }

    /** Memory of a training pass over one image. */
    public ActivationBytes activations(NumberFormat format, Recomputation recomputation) {
        return ActivationBytes.of(graph, format, recomputation);
    }
}
