package org.idem.train.process;

/** Another process of the training failed or is gone; the message names its rank and its host. */
public final class RankFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RankFailedException(String message) {
        super(message);
    }
}
