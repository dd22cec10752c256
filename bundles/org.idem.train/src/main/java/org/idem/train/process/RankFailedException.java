package org.idem.train.process;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.idem.run.RankHeartbeat;

/** Another process of the training failed or is gone; the message names its rank and its host. */
public final class RankFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * What became of a rank that is not heard of any more.
     *
     * @param silence how long it may say nothing
     * @param cause null at the end of its connection
     */
    static String loss(RankHeartbeat who, Duration silence, IOException cause) {
        if (cause instanceof SocketTimeoutException) {
            return who.describe() + " hangs: nothing was heard of it for " + silence.toSeconds() + " s";
        }
        String gone = who.describe() + " is gone: it was killed, or its machine went away";
        return cause == null ? gone : gone + " (" + cause.getMessage() + ")";
    }

    RankFailedException(String message) {
        super(message);
    }
}
