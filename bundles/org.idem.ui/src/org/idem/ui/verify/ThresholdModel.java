package org.idem.ui.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/** The threshold that all pages of an editor show: a cosine, or NaN before there is one. UI thread only. */
final class ThresholdModel {
    private final List<DoubleConsumer> listeners = new ArrayList<>();
    private double cosine = Double.NaN;

    double cosine() {
        return cosine;
    }

    /** Moves it and tells whoever listens, unless it is there already. */
    void set(double moved) {
        if (Double.compare(moved, cosine) != 0) {
            cosine = moved;
            listeners.forEach(listener -> listener.accept(moved));
        }
    }

    /** Told of every move. */
    void addListener(DoubleConsumer listener) {
        listeners.add(listener);
    }
}
