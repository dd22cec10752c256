package org.idem.train.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.data.pickle.PickleException;
import org.idem.model.Graph;
import org.idem.model.TensorSpec;
import org.idem.plan.ClassShard;
import org.idem.train.backbone.Backbone;
import org.idem.train.centers.CenterField;
import org.idem.train.checkpoint.Checkpoint;

/**
 * Which tensors of some weights belong where in a network and in its class centers, with the missing and unexpected
 * names.
 */
public final class StateDictMapping {
    private static final int MAX_LISTED_NAMES = 200;
    private static final int VALUES_PER_BLOCK = 1 << 22;

    private final Weights weights;
    private final Graph graph;
    private final Map<TensorSpec, NamedTensor> matched = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final PretrainedCenters centers;
    private int counters;

    private StateDictMapping(Weights weights, Graph graph, PretrainedCenters centers) {
        this.weights = weights;
        this.graph = graph;
        this.centers = centers;
    }

    /**
     * Matches names and shapes; nothing is read yet.
     *
     * @param classes number of identities of the training
     * @throws InputException if no name matches, one matches twice, or a shape differs
     */
    public static StateDictMapping of(Weights weights, Graph graph, int classes) {
        StateDictMapping mapping =
                new StateDictMapping(weights, graph, PretrainedCenters.of(weights.centers(), classes, graph.dim()));
        mapping.match();
        return mapping;
    }

    private void match() {
        Map<String, NamedTensor> byName = byName();
        Set<NamedTensor> used = new HashSet<>();
        for (TensorSpec spec : graph.tensors()) {
            NamedTensor tensor = byName.get(spec.name());
            if (tensor == null && spec.kind() == TensorSpec.Kind.SLOPE) {
                tensor = byName.get(PlscNames.ofSlope(spec.name()));
            }
            if (tensor == null) {
                missing.add(spec.name());
            } else {
                matched.put(spec, checked(spec, tensor));
                used.add(tensor);
            }
        }
        byName.values().stream()
                .filter(tensor -> !used.contains(tensor))
                .forEach(tensor -> unexpected.add(tensor.name()));
        if (matched.isEmpty()) {
            throw mismatch("None of its " + Units.count(byName.size()) + " tensors has a name of " + graph.name()
                    + (unexpected.isEmpty() ? "" : "; the first is " + unexpected.get(0)));
        }
    }

    /**
     * Refuses weights that most of a network would not come from: the rest would begin at random, and nobody would see it.
     *
     * @throws InputException if fewer than half of the network's tensors are there
     */
    public void requireMost() {
        if (2 * matched.size() < graph.tensors().size()) {
            throw mismatch("Only " + Units.count(matched.size()) + " of the "
                    + Units.count(graph.tensors().size()) + " tensors of " + graph.name() + " are in it; the first that"
                    + " is missing is " + missing.get(0));
        }
    }

    /**
     * Refuses weights that lack anything: what is to be judged must not be random in part.
     *
     * @throws InputException if a tensor of the network is not there
     */
    public void requireAll() {
        if (!missing.isEmpty()) {
            throw mismatch("It lacks " + list(missing));
        }
    }

    private Map<String, NamedTensor> byName() {
        Map<String, NamedTensor> byName = new LinkedHashMap<>();
        for (NamedTensor tensor : weights.tensors()) {
            if (PlscNames.isCounter(tensor.name())) {
                counters++;
                continue;
            }
            NamedTensor other = byName.put(PlscNames.of(tensor.name()), tensor);
            if (other != null) {
                throw mismatch(other.name() + " and " + tensor.name() + " are both " + PlscNames.of(tensor.name()));
            }
        }
        return byName;
    }

    /** Paddle's linear layers multiply from the other side. */
    private NamedTensor checked(TensorSpec spec, NamedTensor tensor) {
        boolean transposed = weights.format() == Weights.Format.PADDLE && spec.kind() == TensorSpec.Kind.LINEAR;
        try {
            NamedTensor fitting = transposed && tensor.shape().length == 2 ? tensor.transposed() : tensor;
            if (Arrays.equals(fitting.shape(), spec.shape())) {
                return fitting;
            }
        } catch (PickleException e) {
            throw Weights.unreadable(weights.path(), e.getMessage());
        }
        long[] wanted = spec.shape().clone();
        if (transposed) {
            wanted = new long[] {wanted[1], wanted[0]};
        }
        throw mismatch("Tensor " + tensor.name() + " has shape " + Arrays.toString(tensor.shape()) + ", " + graph.name()
                + " needs " + Arrays.toString(wanted));
    }

    private InputException mismatch(String message) {
        return new InputException(Problem.error(
                weights.path(),
                "Global.pretrained_model",
                "The weights are of another network: " + message,
                "name weights of the backbone, embedding length and input size that the section Model says"));
    }

    /**
     * Sets what there is of a replica's weights.
     *
     * @throws InputException if a value is not finite
     */
    public void copyTo(Backbone backbone) {
        matched.forEach((spec, tensor) -> backbone.parameters()
                .write(spec.name(), finite(tensor.name(), tensor.read(0, Math.toIntExact(spec.count())))));
    }

    /** Sets the class centers of one rank, if there are any for this training; their averages stay as they are. */
    public void copyTo(Checkpoint.Shard shard) {
        ClassShard identities = shard.identities();
        int dim = shard.centers().dim();
        int rowsPerBlock = Math.max(1, VALUES_PER_BLOCK / dim);
        for (int row = 0; centers.fits() && row < identities.count(); row += rowsPerBlock) {
            int rows = Math.min(rowsPerBlock, identities.count() - row);
            float[] values = finite("of the class centers", centers.read(identities.start() + row, rows, dim));
            shard.centers().write(CenterField.CENTERS, row, values);
        }
    }

    /** A training would find it after its first step, and put it down to the learning rate. */
    private float[] finite(String tensor, float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new InputException(Problem.error(
                        weights.path(),
                        "Global.pretrained_model",
                        "The weights are damaged: tensor " + tensor + " holds " + value,
                        "give weights from before the training diverged"));
            }
        }
        return values;
    }

    /** What is taken over, for the log. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Finish load weights from " + weights.path() + " (" + weights.format() + "): " + matched.size() + " of "
                        + graph.tensors().size() + " tensors of " + graph.name()
                        + (counters == 0 ? "" : "; " + counters + " counters of batches are left out"));
        if (!centers.isMismatch()) {
            notes.add(centers.message());
        }
        return notes;
    }

    /** What is missing or unexpected, as lines for the log; empty where nothing is. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!missing.isEmpty()) {
            warnings.add("The weights lack " + list(missing) + "; these keep their initial values");
        }
        if (!unexpected.isEmpty()) {
            warnings.add("The network has no place for " + list(unexpected));
        }
        if (centers.isMismatch()) {
            warnings.add(centers.message());
        }
        return warnings;
    }

    private static String list(List<String> names) {
        String listed = String.join(", ", names.subList(0, Math.min(MAX_LISTED_NAMES, names.size())));
        int more = names.size() - MAX_LISTED_NAMES;
        return Units.count(names.size())
                + (names.size() == 1 ? " tensor: " : " tensors: ")
                + listed
                + (more > 0 ? " and " + Units.count(more) + " more" : "");
    }
}
