package org.idem.train.process;

/** Learns that a rank failed, is gone, or that it or one of its workers hangs. */
@FunctionalInterface
interface RankFailureHandler {
    /**
     * Called once, for the first.
     *
     * @param gone whether it is gone or hangs, so that it can do nothing more itself
     * @param reason a sentence without its end that names rank and host
     */
    void failed(int rank, boolean gone, String reason);
}
