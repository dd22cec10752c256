package org.idem.ui.selection;

import java.util.AbstractList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.eclipse.jface.viewers.IStructuredSelection;

/**
 * Selected items of a list of any length, made when they are asked for. Of more than a thousand the workbench gets the first
 * thousand: views of the platform look at each on the UI thread. {@link #all} tells how many there are. Two are equal when
 * they are one and the same.
 */
public final class IndexedSelection implements IStructuredSelection {
    /** The most elements that the workbench gets to see. */
    public static final int MOST = 1000;

    private final BitSet items;
    private final int all;
    private final int size;
    private final IntFunction<?> elements;

    /**
     * A selection of these items.
     *
     * @param items not changed any more
     * @param elements makes the element of an item
     */
    public IndexedSelection(BitSet items, IntFunction<?> elements) {
        this.items = items;
        this.all = items.cardinality();
        this.size = Math.min(MOST, all);
        this.elements = elements;
    }

    /** How many items are selected. */
    public int all() {
        return all;
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Object getFirstElement() {
        return size == 0 ? null : elements.apply(items.nextSetBit(0));
    }

    @Override
    public Iterator<Object> iterator() {
        // The stream of a set of bits counts them all before its first one.
        return new Iterator<>() {
            private int returned;
            private int next = items.nextSetBit(0);

            @Override
            public boolean hasNext() {
                return returned < size;
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int item = next;
                next = items.nextSetBit(item + 1);
                returned++;
                return elements.apply(item);
            }
        };
    }

    /** Each access counts the bits before it. */
    @Override
    public List<Object> toList() {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return elements.apply(items.stream().skip(index).findFirst().orElseThrow());
            }

            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Object> iterator() {
                return IndexedSelection.this.iterator();
            }
        };
    }

    @Override
    public Object[] toArray() {
        return toList().stream().toArray();
    }
}
