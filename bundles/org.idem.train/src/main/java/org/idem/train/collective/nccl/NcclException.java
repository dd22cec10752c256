package org.idem.train.collective.nccl;

/** NCCL failed. */
public final class NcclException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NcclException(String function, String error) {
        super(function + ": " + error);
    }
}
