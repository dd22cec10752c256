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
import org.idem.train.backbone.Backbone;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.ClassShard;
import org.idem.train.checkpoint.Checkpoint;

/** Which tensors of some weights go where in a network and in its class centers, and what is left over on either side. */
public final class StateDictMapping {
    private static final int MOST_NAMES = 200;
    private static final int NUMBERS_AT_ONCE = 1 << 22;

    private final Weights weights;
    private final Graph graph;
    private final Map<TensorSpec, NamedTensor> placed = new LinkedHashMap<>();
    private final List<String> without = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();
    private final PretrainedCenters centers;
    private int counters;

    private StateDictMapping(Weights weights, Graph graph, PretrainedCenters centers) {
        this.weights = weights;
        this.graph = graph;
        this.centers = centers;
    }

    /**
     * Compares names and shapes; nothing is read yet.
     *
     * @param classes identities of the training
     * @throws InputException if no name fits, one fits twice, or a shape differs
     */
    public static StateDictMapping of(Weights weights, Graph graph, int classes) {
        StateDictMapping transfer =
                new StateDictMapping(weights, graph, PretrainedCenters.of(weights.centers(), classes, graph.dim()));
        transfer.match();
        return transfer;
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
                without.add(spec.name());
            } else {
                placed.put(spec, checked(spec, tensor));
                used.add(tensor);
            }
        }
        byName.values().stream().filter(tensor -> !used.contains(tensor)).forEach(tensor -> unused.add(tensor.name()));
        if (placed.isEmpty()) {
            throw misfit("None of its " + Units.count(byName.size()) + " tensors has a name of " + graph.name()
                    + (unused.isEmpty() ? "" : "; the first is " + unused.get(0)));
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
                throw misfit(other.name() + " and " + tensor.name() + " are both " + PlscNames.of(tensor.name()));
            }
        }
        return byName;
    }

    /** Paddle's linear layers multiply from the other side. */
    private NamedTensor checked(TensorSpec spec, NamedTensor tensor) {
        boolean turned = weights.format() == Weights.Format.PADDLE && spec.kind() == TensorSpec.Kind.LINEAR;
        try {
            NamedTensor fitting = turned && tensor.shape().length == 2 ? tensor.transposed() : tensor;
            if (Arrays.equals(fitting.shape(), spec.shape())) {
                return fitting;
            }
        } catch (PickleException e) {
            throw Weights.unreadable(weights.path(), e.getMessage());
        }
        long[] wanted = spec.shape().clone();
        if (turned) {
            wanted = new long[] {wanted[1], wanted[0]};
        }
        throw misfit("Tensor " + tensor.name() + " has shape " + Arrays.toString(tensor.shape()) + ", " + graph.name()
                + " needs " + Arrays.toString(wanted));
    }

    private InputException misfit(String message) {
        return new InputException(Problem.error(
                weights.path(),
                "Global.pretrained_model",
                "The weights are of another network: " + message,
                "name weights of the backbone, embedding length and input size that the section Model says"));
    }

    /** Sets what there is of a replica's weights. */
    public void into(Backbone backbone) {
        placed.forEach((spec, tensor) ->
                backbone.parameters().write(spec.name(), tensor.read(0, Math.toIntExact(spec.count()))));
    }

    /** Sets the class centers of one worker, if there are any for this training; their averages stay as they are. */
    public void into(Checkpoint.Shard shard) {
        ClassShard identities = shard.identities();
        int dim = shard.centers().dim();
        int atOnce = Math.max(1, NUMBERS_AT_ONCE / dim);
        for (int row = 0; centers.fits() && row < identities.count(); row += atOnce) {
            int rows = Math.min(atOnce, identities.count() - row);
            float[] values = centers.read(identities.start() + row, rows, dim);
            shard.centers().write(CenterField.CENTERS, row, values);
        }
    }

    /** What is taken over, for the log. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Finish load weights from " + weights.path() + " (" + weights.format() + "): " + placed.size() + " of "
                        + graph.tensors().size() + " tensors of " + graph.name()
                        + (counters == 0 ? "" : "; " + counters + " counters of batches are left out"));
        if (!centers.isMismatch()) {
            notes.add(centers.message());
        }
        return notes;
    }

    /** What is not, for the log. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!without.isEmpty()) {
            warnings.add("The weights lack " + list(without) + "; these keep their initial values");
        }
        if (!unused.isEmpty()) {
            warnings.add("The network has no place for " + list(unused));
        }
        if (centers.isMismatch()) {
            warnings.add(centers.message());
        }
        return warnings;
    }

    private static String list(List<String> names) {
        String listed = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        int more = names.size() - MOST_NAMES;
        return Units.count(names.size())
                + (names.size() == 1 ? " tensor: " : " tensors: ")
                + listed
                + (more > 0 ? " and " + Units.count(more) + " more" : "");
    }
}
