package org.idem.train.embed;

import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;

/** The device that a trained model is judged on, by the word that a user says. */
public final class EvaluationDevice {
    private static final Pattern CARD = Pattern.compile("cuda:(\\d{1,3})");
    private static final String KEY = "--device";

    private EvaluationDevice() {}

    /**
     * The device for a word; cards compute fp32 with full factors from then on.
     *
     * @param word {@code auto}, the first card where libtorch computes on any and else the processor; {@code cpu}; {@code
     *     gpu}, the first card; or a card such as {@code cuda:1}
     * @throws InputException for other words, and where there is no such card
     */
    public static Device of(String word) {
        return of(word, Libtorch::cards);
    }

    /** As {@link #of(String)}, with so many cards. */
    static Device of(String word, IntSupplier cards) {
        Matcher card = CARD.matcher(word);
        if (word.equals("cpu")) {
            return Device.CPU;
        }
        if (!word.equals("auto") && !word.equals("gpu") && !card.matches()) {
            throw refused("'" + word + "' is no device", "give auto, cpu, gpu, or a card such as cuda:0");
        }
        int available = cards.getAsInt();
        int wanted = card.matches() ? Integer.parseInt(card.group(1)) : 0;
        if (wanted < available) {
            Libtorch.prepareCards(false);
            return Device.cuda(wanted);
        }
        if (word.equals("auto")) {
            return Device.CPU;
        }
        String there = available == 0 ? "no graphics card" : "no graphics card beyond cuda:" + (available - 1);
        throw refused("Libtorch computes on " + there + " here", "see ./idem devices, or give --device cpu");
    }

    private static InputException refused(String message, String remedy) {
        return new InputException(Problem.error(null, KEY, message, remedy));
    }
}
