package org.idem.data.pickle;

import java.util.List;

/**
 * The only names that a pickle may use, and what each does to data. The machine knows no other callable, so that a file
 * cannot make it run anything.
 */
public interface AllowedGlobals {
    /** Whether pickles may use this name, such as {@code numpy.ndarray}. */
    boolean knows(String name);

    /**
     * The result of a call.
     *
     * @param name one that is known
     * @throws PickleException if the arguments are not those of such a call
     */
    Object call(String name, List<Object> arguments);

    /**
     * Gives an object its state.
     *
     * @throws PickleException if it has none
     */
    void build(Object target, Object state);

    /**
     * What stands for data that the pickle keeps outside of itself.
     *
     * @throws PickleException if there is none
     */
    default Object persistent(Object id) {
        throw new PickleException("It refers to data outside of itself");
    }
}
