package org.idem.launch;

/** A worker process ended without doing its work. */
public final class WorkerFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String tail;

    /**
     * A failure.
     *
     * @param what what the worker was to do, such as {@code Verification}
     * @param exitCode exit status of the process; above 128 a signal ended it
     * @param tail the last lines that it wrote to standard error
     */
    public WorkerFailedException(String what, int exitCode, String tail) {
        super(what + " failed (" + describe(exitCode) + ")" + (tail.isBlank() ? "" : ":\n" + tail.strip()));
        this.exitCode = exitCode;
        this.tail = tail;
    }

    private static String describe(int exitCode) {
        return switch (exitCode) {
            case 137 -> "killed; the system does so when memory runs out";
            case 134, 139 -> "crashed with signal " + (exitCode - 128);
            default -> exitCode > 128 ? "ended by signal " + (exitCode - 128) : "exit code " + exitCode;
        };
    }

    /** Exit status of the process. */
    public int exitCode() {
        return exitCode;
    }

    /** The last lines that the worker wrote to standard error. */
    public String tail() {
        return tail;
    }
}
