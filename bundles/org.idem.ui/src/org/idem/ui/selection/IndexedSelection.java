package org.idem.ui.selection;

import java.util.AbstractList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.IntFunction;
import org.eclipse.jface.viewers.IStructuredSelection;

/**
 * Selected items of a list of any length, made when they are asked for: selecting five million costs one bit for each.
 * Two are equal when they are one and the same.
 */
public final class IndexedSelection implements IStructuredSelection {
    private final BitSet items;
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
        this.size = items.cardinality();
        this.elements = elements;
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
        PrimitiveIterator.OfInt indices = items.stream().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return indices.hasNext();
            }

            @Override
            public Object next() {
                return elements.apply(indices.nextInt());
            }
        };
    }

    /** For few elements: each access counts the bits before it. */
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
