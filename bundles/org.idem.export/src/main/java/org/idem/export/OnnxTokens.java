package org.idem.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;
import org.idem.model.Layer;

/** Writes the layers of a transformer, whose tokens are [N, t, d]. A 0 in a new shape keeps the length that is there. */
final class OnnxTokens {
    /** Operator set that brought LayerNormalization. */
    private static final int WITH_LAYER_NORM = 17;

    private final OnnxNodes nodes;
    private final int opset;

    OnnxTokens(OnnxNodes nodes, int opset) {
        this.nodes = nodes;
        this.opset = opset;
    }

    /** x · weightᵀ + bias; without the bias where it is null. */
    void linear(String name, String input, String weight, String bias, String output) {
        String turned = name + ".turned";
        nodes.node("Transpose", turned, List.of(weight), turned, perm(1, 0));
        String product = bias == null ? output : name + ".product";
        nodes.node("MatMul", name, List.of(input, turned), product);
        if (bias != null) {
            nodes.node("Add", name + ".shifted", List.of(product, bias), output);
        }
    }

    void ofImage(String name, String input, String output) {
        String rows = name + ".rows";
        String shape = nodes.constants(name + ".shape", 0, 0, -1);
        nodes.node("Reshape", rows, List.of(input, shape), rows);
        nodes.node("Transpose", name, List.of(rows), output, perm(0, 2, 1));
    }

    void relu6(String name, String input, String output) {
        String low = nodes.weight(name + ".low", new float[] {0});
        nodes.node("Clip", name, List.of(input, low, nodes.weight(name + ".high", new float[] {6})), output);
    }

    void layerNorm(String name, String input, String scale, String shift, String output) {
        if (opset >= WITH_LAYER_NORM) {
            nodes.node(
                    "LayerNormalization",
                    name,
                    List.of(input, scale, shift),
                    output,
                    OnnxNodes.integer("axis", -1),
                    OnnxNodes.number("epsilon", Layer.LayerNorm.EPSILON));
            return;
        }
        String centered = name + ".centered";
        String deviation = name + ".deviation";
        nodes.node("Sub", centered, List.of(input, mean(name + ".mean", input)), centered);
        nodes.node("Mul", name + ".square", List.of(centered, centered), name + ".square");
        String epsilon = nodes.weight(name + ".epsilon", new float[] {Layer.LayerNorm.EPSILON});
        String variance = mean(name + ".variance", name + ".square");
        nodes.node("Add", name + ".raised", List.of(variance, epsilon), name + ".raised");
        nodes.node("Sqrt", deviation, List.of(name + ".raised"), deviation);
        nodes.node("Div", name + ".unit", List.of(centered, deviation), name + ".unit");
        nodes.node("Mul", name + ".scaled", List.of(name + ".unit", scale), name + ".scaled");
        nodes.node("Add", name, List.of(name + ".scaled", shift), output);
    }

    private String mean(String name, String input) {
        nodes.node("ReduceMean", name, List.of(input), name, OnnxNodes.integers("axes", -1));
        return name;
    }

    /** softmax(q · kᵀ / √(d / heads)) · v over the heads. */
    void attention(String name, String input, Layer.Attention layer, String output) {
        long each = layer.width() / layer.heads();
        String split = name + ".split";
        String stacked = name + ".stacked";
        String shape = nodes.constants(split + ".shape", 0, 0, 3, layer.heads(), each);
        nodes.node("Reshape", split, List.of(input, shape), split);
        nodes.node("Transpose", stacked, List.of(split), stacked, perm(2, 0, 3, 1, 4));
        String queries = part(name, stacked, 0);
        String keys = part(name, stacked, 1);
        String factor = nodes.weight(name + ".factor", new float[] {(float) (1 / Math.sqrt(each))});
        nodes.node("Mul", name + ".scaled", List.of(queries, factor), name + ".scaled");
        nodes.node("Transpose", name + ".turned", List.of(keys), name + ".turned", perm(0, 1, 3, 2));
        nodes.node("MatMul", name + ".scores", List.of(name + ".scaled", name + ".turned"), name + ".scores");
        nodes.node("Softmax", name, List.of(name + ".scores"), name + ".weights", OnnxNodes.integer("axis", -1));
        nodes.node("MatMul", name + ".mixed", List.of(name + ".weights", part(name, stacked, 2)), name + ".mixed");
        nodes.node("Transpose", name + ".joined", List.of(name + ".mixed"), name + ".joined", perm(0, 2, 1, 3));
        String whole = nodes.constants(name + ".shape", 0, 0, layer.width());
        nodes.node("Reshape", name + ".whole", List.of(name + ".joined", whole), output);
    }

    private static AttributeProto perm(long... order) {
        return OnnxNodes.integers("perm", order);
    }

    /** Queries, keys or values, [N, heads, t, d / heads]. */
    private String part(String name, String stacked, long which) {
        String part = name + ".part" + which;
        nodes.node("Gather", part, List.of(stacked, nodes.index(part + ".index", which)), part);
        return part;
    }
}
