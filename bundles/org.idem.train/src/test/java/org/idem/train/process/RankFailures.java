package org.idem.train.process;

/** Failures of other processes for tests. */
public final class RankFailures {
    private RankFailures() {}

    /** One that says this. */
    public static RankFailedException of(String message) {
        return new RankFailedException(message);
    }
}
