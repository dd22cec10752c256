package org.idem.train.weights;

import java.util.List;

/**
 * PLSC's names for the tensors of others. The networks of PLSC and of insightface's arcface_torch are built alike, layer
 * by layer; what differs are the wrappers around the network, and the names of running statistics and slopes.
 */
final class PlscNames {
    /** The class centers. */
    static final String CENTERS = "head.weight";

    /** What PyTorch's wrappers and people's checkpoints put before the names of a network. */
    private static final List<String> WRAPPERS = List.of(
            "state_dict_backbone.", "state_dict.", "model_state_dict.", "module.", "_orig_mod.", "backbone.", "model.");

    private static final String FOREIGN_CENTERS = "state_dict_softmax_fc.weight";
    private static final String COUNTER = ".num_batches_tracked";

    private PlscNames() {}

    /** PLSC's name, but for slopes: those are {@code weight} elsewhere, as many other tensors are. */
    static String of(String name) {
        String bare = unwrapped(name);
        if (bare.equals(FOREIGN_CENTERS)) {
            return CENTERS;
        }
        return replaced(replaced(bare, ".running_mean", "._mean"), ".running_var", "._variance");
    }

    /** arcface_torch's name of a tensor of PLSC's. */
    static String toTorch(String plsc) {
        return ofSlope(replaced(replaced(plsc, "._mean", ".running_mean"), "._variance", ".running_var"));
    }

    private static String unwrapped(String name) {
        for (String wrapper : WRAPPERS) {
            if (name.startsWith(wrapper)) {
                return unwrapped(name.substring(wrapper.length()));
            }
        }
        return name;
    }

    private static String replaced(String name, String end, String by) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) + by : name;
    }

    /** The name of a slope elsewhere. */
    static String ofSlope(String plsc) {
        return replaced(plsc, "._weight", ".weight");
    }

    /** Whether the tensor only counts batches. */
    static boolean isCounter(String name) {
        return name.endsWith(COUNTER);
    }
}
