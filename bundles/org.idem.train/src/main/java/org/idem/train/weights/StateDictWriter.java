package org.idem.train.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.model.Graph;
import org.idem.model.TensorSpec;
import org.idem.train.checkpoint.SafetensorsWriter;

/**
 * Writes a network's weights as others read them: under the names and in the shapes that the state dict of insightface's
 * arcface_torch has, float32.
 */
public final class StateDictWriter {
    private final List<TensorSpec> tensors;
    private final Map<String, float[]> weights;

    /**
     * A writer.
     *
     * @param weights all tensors of the network by the names of {@link Graph#tensors}, row-major
     */
    public StateDictWriter(Graph graph, Map<String, float[]> weights) {
        this.tensors = graph.tensors();
        this.weights = weights;
    }

    /**
     * As {@code torch.save} writes a state dict; {@code torch.load} takes it with {@code weights_only=True}.
     *
     * @param file must not exist
     */
    public void writeTorch(Path file) throws IOException {
        Map<String, TorchWriter.Values> entries = new LinkedHashMap<>();
        for (TensorSpec tensor : tensors) {
            entries.put(PlscNames.toTorch(tensor.name()), new TorchWriter.Values(tensor.shape(), values(tensor)));
        }
        TorchWriter.write(file, entries);
    }

    /**
     * As safetensors.
     *
     * @param notes for the header
     */
    public void writeSafetensors(Path file, Map<String, String> notes) {
        SafetensorsWriter writer = new SafetensorsWriter();
        notes.forEach(writer::note);
        for (TensorSpec tensor : tensors) {
            float[] values = values(tensor);
            writer.add(PlscNames.toTorch(tensor.name()), tensor.shape(), (from, count) -> values);
        }
        writer.write(file);
    }

    private float[] values(TensorSpec tensor) {
        float[] values = weights.get(tensor.name());
        if (values == null || values.length != tensor.count()) {
            throw new IllegalArgumentException("Weights of " + tensor.name() + " are missing or of another shape");
        }
        return values;
    }
}
