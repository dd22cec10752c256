package org.idem.model;

import java.util.List;
import java.util.Map;
import org.idem.model.Graph.Writer;

/**
 * The residual network of face recognition: batch normalisation before the first convolution of a block, PReLU, no
 * activation after the sum, a fully connected layer instead of pooling (Deng et al., ArcFace, arXiv 1801.07698).
 */
public final class IResNet {
    /** Number of blocks in each of the four stages, by the name in a config. */
    public static final Map<String, List<Integer>> BLOCKS = Map.of(
            "IResNet18", List.of(2, 2, 2, 2),
            "IResNet34", List.of(3, 4, 6, 3),
            "IResNet50", List.of(3, 4, 14, 3),
            "IResNet100", List.of(3, 13, 30, 3),
            "IResNet200", List.of(6, 26, 60, 6));

    private IResNet() {}

    /**
     * Returns the network of a spec whose name is one of the family's, with input [n, 3, side, side] and output
     * [n, embedding].
     */
    public static Graph graph(ModelSpec spec) {
        Writer w = new Writer();
        int x = w.prelu("prelu", w.norm("bn1", w.conv("conv1", 0, 3, 64, 3, 1, 1, 1), 64), 64);
        int channels = 64;
        List<Integer> stages = BLOCKS.get(spec.name());
        for (int stage = 0; stage < stages.size(); stage++) {
            int out = 64 << stage;
            for (int block = 0; block < stages.get(stage); block++) {
                String name = "layer" + (stage + 1) + "." + block + ".";
                x = block(w, name, x, block == 0 ? channels : out, out, block == 0);
            }
            channels = out;
        }
        int side = spec.inputSize() / 16;
        x = w.flatten(w.norm("bn2", x, channels));
        x = w.linear("fc", x, channels * side * side, spec.dim(), true);
        w.unitNorm("features", x, spec.dim());
        return w.graph(spec.name(), spec.inputSize(), spec.dim());
    }

    private static int block(Writer w, String name, int input, int in, int out, boolean halves) {
        int x = w.norm(name + "bn1", input, in);
        x = w.conv(name + "conv1", x, in, out, 3, 1, 1, 1);
        x = w.prelu(name + "prelu", w.norm(name + "bn2", x, out), out);
        x = w.conv(name + "conv2", x, out, out, 3, halves ? 2 : 1, 1, 1);
        x = w.norm(name + "bn3", x, out);
        int shortcut = input;
        if (halves) {
            shortcut = w.conv(name + "downsample.0", input, in, out, 1, 2, 0, 1);
            shortcut = w.norm(name + "downsample.1", shortcut, out);
        }
        return w.add(x, shortcut);
    }
}
