package org.idem.export;

import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.model.Graphs;
import org.idem.model.ModelSpec;
import org.idem.protocol.InputContract;
import org.idem.protocol.InputOptions;
import org.idem.protocol.ModelSource;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.embed.BackboneEmbedder;
import org.idem.train.weights.StateDictMapping;
import org.idem.train.weights.Weights;

/** A weight file of others as a model: PLSC's, arcface_torch's, or safetensors, in one of the networks of {@link Graphs}. */
final class WeightFile {
    private static final String OPTION = "--model";
    private static final int USUAL_SIZE = 112;
    private static final int USUAL_DIM = 512;

    /** arcface_torch's names for networks that it builds as PLSC does. */
    private static final Map<String, String> ARCFACE_TORCH = Map.ofEntries(
            Map.entry("r18", "IResNet18"),
            Map.entry("r34", "IResNet34"),
            Map.entry("r50", "IResNet50"),
            Map.entry("r100", "IResNet100"),
            Map.entry("r200", "IResNet200"),
            Map.entry("mbf", "MobileFaceNet_base"),
            Map.entry("mbf_large", "MobileFaceNet_large"),
            Map.entry("vit_t", "FaceViT_tiny_patch9_112"),
            Map.entry("vit_s", "FaceViT_small_patch9_112"),
            Map.entry("vit_b", "FaceViT_base_patch9_112"),
            Map.entry("vit_l_dp005_mask_005", "FaceViT_large_patch9_112"));

    private WeightFile() {}

    /**
     * Loads the weights that a user names.
     *
     * @throws InputException if there are none, they are of another network than said, or lack a tensor of it
     */
    static LoadedModel load(ModelSource source) {
        InputOptions options = source.input();
        int size = options.size() == null ? USUAL_SIZE : options.size();
        ModelInput input = ModelInput.of(ModelInput.USUAL, size, InputContract.DEFAULT, options);
        ModelSpec spec = spec(source, size);
        Weights weights = Weights.open(source.path());
        StateDictMapping mapping = mapping(source, weights, spec);
        BackboneEmbedder embedder =
                BackboneEmbedder.create(ModelDescription.of(spec, true, ModelInput.USUAL), mapping::copyTo);
        return new LoadedModel(
                embedder, input, new ModelOrigin(source.path(), weights.path(), 0, ModelOrigin.USUAL, List.of()));
    }

    /** What a training refuses names keys of its config: here the user named a network and a file. */
    private static StateDictMapping mapping(ModelSource source, Weights weights, ModelSpec spec) {
        try {
            StateDictMapping mapping = StateDictMapping.of(weights, Graphs.graph(spec), 0);
            mapping.requireAll();
            return mapping;
        } catch (InputException e) {
            throw new InputException(e.problems().stream()
                    .map(problem -> Problem.error(
                            source.path(), OPTION, problem.message(), "name the network that these weights are of"))
                    .toList());
        }
    }

    private static ModelSpec spec(ModelSource source, int size) {
        String name = ARCFACE_TORCH.getOrDefault(source.network(), source.network());
        if (!Graphs.names().contains(name)) {
            String message = name.isEmpty()
                    ? "A weight file does not say which network it is of"
                    : "There is no network '" + name + "'";
            throw new InputException(Problem.error(
                    source.path(), OPTION, message, "name it with --model: " + String.join(", ", Graphs.names())));
        }
        try {
            return new ModelSpec(name, USUAL_DIM, size, List.of(), 0);
        } catch (IllegalArgumentException e) {
            throw new InputException(Problem.error(source.path(), "--size", e.getMessage(), "give another size"));
        }
    }
}
