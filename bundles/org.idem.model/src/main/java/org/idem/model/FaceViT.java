package org.idem.model;

import java.util.Map;
import org.idem.model.Graph.Writer;

/**
 * The vision transformer of face recognition (Dosovitskiy et al., arXiv 2010.11929, in the sizes of insightface and
 * PLSC): patches of 9 pixels, no class token, ReLU6, and all tokens side by side into the embedding. Tokens that are
 * left out in training return as a learned one before that (He et al., arXiv 2111.06377).
 */
public final class FaceViT {
    /** The sizes by their names in a config. */
    public static final Map<String, Variant> VARIANTS = Map.of(
            "FaceViT_tiny_patch9_112", new Variant(256, 12),
            "FaceViT_small_patch9_112", new Variant(512, 12),
            "FaceViT_base_patch9_112", new Variant(512, 24),
            "FaceViT_large_patch9_112", new Variant(768, 24));

    private static final int PATCH = 9;
    private static final int HEADS = 8;
    private static final int WIDENING = 4;
    private static final float EPSILON = 2e-5f;

    /** Length of a token and number of blocks. */
    record Variant(int width, int depth) {}

    private final Writer w = new Writer();
    private final int width;

    private FaceViT(int width) {
        this.width = width;
    }

    /**
     * Returns the network of a spec whose name is one of the family's, with input [n, 3, side, side] and output
     * [n, embedding].
     */
    public static Graph graph(ModelSpec spec) {
        Variant variant = VARIANTS.get(spec.name());
        return new FaceViT(variant.width()).write(spec, variant.depth());
    }

    private Graph write(ModelSpec spec, int depth) {
        int side = spec.inputSize() / PATCH;
        int tokens = side * side;
        int positions = w.learned("pos_embed", tokens, width);
        int maskToken = w.learned("mask_token", 1, width);
        boolean masked = spec.maskRatio() > 0;
        int x = w.add(w.tokens(w.patches("patch_embed.proj", 0, 3, width, PATCH)), positions);
        x = masked ? w.keepTokens(x, spec.maskRatio()) : x;
        for (int block = 0; block < depth; block++) {
            x = block("blocks." + block + ".", x, spec.dropPathRate() * block / (depth - 1));
        }
        x = w.layerNorm("norm", x, width);
        x = masked ? w.restoreTokens(x, maskToken, tokens) : x;
        x = w.linear("feature.0", w.flatten(x), tokens * width, width, false);
        x = w.linear("feature.2", w.norm("feature.1", x, width, EPSILON), width, spec.dim(), false);
        w.norm("feature.3", x, spec.dim(), EPSILON);
        return w.graph(spec.name(), spec.inputSize(), spec.dim());
    }

    private int block(String name, int input, double rate) {
        int y = w.layerNorm(name + "norm1", input, width);
        y = w.attention(w.linear(name + "attn.qkv", y, width, 3 * width, false), HEADS, width);
        y = w.linear(name + "attn.proj", y, width, width, true);
        int x = w.add(input, w.dropPath(y, rate));
        y = w.layerNorm(name + "norm2", x, width);
        y = w.relu6(w.linear(name + "mlp.fc1", y, width, WIDENING * width, true));
        y = w.linear(name + "mlp.fc2", y, WIDENING * width, width, true);
        return w.add(x, w.dropPath(y, rate));
    }
}
