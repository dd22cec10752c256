package org.idem.launch;

/** An engine process ended without doing its work. */
public final class EngineFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String tail;

    /**
     * A failure.
     *
     * @param work what the process was to do, such as {@code Verification}
     * @param exitCode exit status of the process; above 128 a signal ended it
     * @param reason what the process replied; empty if it ended without a reply
     * @param tail the last lines that it printed, told where there is no reason
     */
    EngineFailedException(String work, int exitCode, String reason, String tail) {
        super(message(work, exitCode, reason.isBlank() ? tail : reason));
        this.exitCode = exitCode;
        this.tail = tail;
    }

    private static String message(String work, int exitCode, String reason) {
        return work + " failed (" + describe(exitCode) + ")" + (reason.isBlank() ? "" : ":\n" + reason.strip());
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

    /** The last lines that the process printed beside its replies. */
    public String tail() {
        return tail;
    }
}
