package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.idem.protocol.InputContract;

/** What a model's inputs were made like, for people and programs. */
final class InputOutput {
    private InputOutput() {}

    /** {@code {"size","color","mean","std","from"}}; a list where the channels differ. */
    static ObjectNode json(InputContract input) {
        ObjectNode node = JsonOutput.object();
        node.put("size", input.size());
        node.put("color", input.color());
        node.set("mean", JsonOutput.tree(isSame(input.mean()) ? input.mean().get(0) : input.mean()));
        node.set("std", JsonOutput.tree(isSame(input.std()) ? input.std().get(0) : input.std()));
        node.put("from", input.from());
        return node;
    }

    static String describe(InputContract input) {
        String who =
                switch (input.from()) {
                    case InputContract.METADATA -> "as the model says";
                    case InputContract.OPTION -> "as the options say";
                    default -> "as is usual, the model does not say";
                };
        return "input " + input.size() + " x " + input.size() + ", " + input.color() + ", (sample / 255 - "
                + numbers(input.mean()) + ") / " + numbers(input.std()) + ": " + who;
    }

    private static boolean isSame(List<Double> channels) {
        return channels.stream().distinct().count() == 1;
    }

    private static String numbers(List<Double> channels) {
        return isSame(channels)
                ? String.valueOf(channels.get(0))
                : channels.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
