package org.idem.data.io;

import java.nio.file.Path;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;

/** A file became shorter while it was read, or a part of it cannot be read any more. */
public final class FileCutException extends InputException {
    private static final long serialVersionUID = 1L;

    /**
     * Says which file.
     *
     * @param opened its length when it was opened, in bytes
     * @param now its length now
     * @param cause what was noticed, or null
     */
    FileCutException(Path file, long opened, long now, Throwable cause) {
        super(Problem.error(
                file,
                "",
                now < opened
                        ? "The file was cut while it was read: it had " + Units.count(opened) + " bytes, it has "
                                + Units.count(now)
                        : "A part of the file cannot be read: its disk or its network fails",
                now < opened
                        ? "copy it anew, and write nothing into it while it is used"
                        : "look into the system's log"));
        if (cause != null) {
            initCause(cause);
        }
    }
}
