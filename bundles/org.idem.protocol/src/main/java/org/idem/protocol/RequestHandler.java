package org.idem.protocol;

import org.idem.core.Progress;

/** Does what an engine process is asked for. */
@FunctionalInterface
public interface RequestHandler {
    /**
     * Does the work, however long it takes, on the thread that calls.
     *
     * @param progress told how far the work is; cancelled when nobody wants it any more
     * @return a result, or a failure whose message says all there is to say
     * @throws org.idem.core.InputException if the input is wrong
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    Reply.End handle(Request request, Progress progress);
}
