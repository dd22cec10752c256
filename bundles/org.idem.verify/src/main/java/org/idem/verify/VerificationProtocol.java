package org.idem.verify;

import org.idem.core.Progress;

/**
 * How a model is judged on one set: what of it is embedded, what is compared with what, and what is counted.
 *
 * @param <R> what it finds out
 */
public interface VerificationProtocol<R> {
    /**
     * Judges a model; takes as long as embedding the whole set does.
     *
     * @throws org.idem.core.InputException if the set does not have what the protocol needs
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    R verify(Embedder embedder, Progress progress);
}
