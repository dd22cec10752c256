package org.idem.ui.widgets.grid;

import java.util.BitSet;

/** Which items are selected, which one has the focus, and where a range began. */
final class GridSelection {
    private final BitSet selected = new BitSet();
    private int anchor = -1;
    private int focus = -1;

    /** How a click or key changes the selection. */
    enum Mode {
        /** only this one */
        SINGLE,
        /** from the anchor to this one */
        RANGE,
        /** this one as well, or no longer */
        TOGGLE,
        /** nothing but the focus */
        FOCUS
    }

    int focus() {
        return focus;
    }

    BitSet bits() {
        return (BitSet) selected.clone();
    }

    boolean contains(int index) {
        return selected.get(index);
    }

    int count() {
        return selected.cardinality();
    }

    void to(int index, Mode mode) {
        focus = index;
        switch (mode) {
            case SINGLE -> {
                selected.clear();
                selected.set(index);
                anchor = index;
            }
            case RANGE -> {
                anchor = anchor < 0 ? index : anchor;
                selected.clear();
                selected.set(Math.min(anchor, index), Math.max(anchor, index) + 1);
            }
            case TOGGLE -> {
                selected.flip(index);
                anchor = index;
            }
            case FOCUS -> {
                // the focus alone moved
            }
        }
    }

    void all(int count) {
        selected.set(0, count);
    }

    void none() {
        selected.clear();
    }

    void replace(BitSet bits) {
        selected.clear();
        selected.or(bits);
        focus = bits.isEmpty() ? focus : bits.nextSetBit(0);
        anchor = focus;
    }

    /** Forgets what lies beyond a smaller size. */
    void shrink(int count) {
        if (selected.length() > count) {
            selected.clear(count, selected.length());
        }
        focus = Math.min(focus, count - 1);
        anchor = Math.min(anchor, count - 1);
    }
}
