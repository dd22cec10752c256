package org.idem.fuzz.disk;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Map;

/**
 * Counts what changes files below a folder, one point for each, and lets something happen at one of them. A write at that
 * point is done in part. Thread-safe.
 */
public final class WriteFault {
    /** What happens at the point. */
    public enum Kind {
        /** Nothing is changed any more from there on, as where the process was killed that was to do so. */
        CRASH,
        /** The process halts, as by a signal that it cannot catch. */
        KILL,
        /** From there on there is no room, but files may be deleted, cut and renamed. */
        FULL
    }

    /** What is done to a file. */
    enum Change {
        /** Takes room. */
        WRITE,
        /** Takes none. */
        OTHER,
        /** Changes nothing, and is no point by itself. */
        FORCE
    }

    private static final String FOLDER = "idem.fault.folder";
    private static final String KIND = "idem.fault.kind";
    private static final String AT = "idem.fault.at";

    private final Path folder;
    private final Kind kind;
    private final long at;
    private long points;
    private boolean ended;

    /**
     * A fault to come.
     *
     * @param folder only what stands below it counts
     * @param at number of the point, from 0
     */
    public WriteFault(Path folder, Kind kind, long at) {
        this.folder = folder.toAbsolutePath().normalize();
        this.kind = kind;
        this.at = at;
    }

    /** Counts and does nothing. */
    public static WriteFault none(Path folder) {
        return new WriteFault(folder, Kind.CRASH, Long.MAX_VALUE);
    }

    /** The system properties that a process is given for a fault of its own. */
    public static Map<String, String> properties(Path folder, Kind kind, long at) {
        return Map.of(FOLDER, folder.toAbsolutePath().toString(), KIND, kind.name(), AT, Long.toString(at));
    }

    /** What the system properties of {@link #properties} say. */
    static WriteFault ofProperties(FileSystem files) {
        String kind = System.getProperty(KIND, Kind.KILL.name());
        return new WriteFault(
                files.getPath(System.getProperty(FOLDER, "/nowhere")),
                Kind.valueOf(kind),
                Long.getLong(AT, Long.MAX_VALUE));
    }

    /** Points that were passed, that of the fault included. */
    public synchronized long points() {
        return points;
    }

    /** Whether the point was reached. */
    public synchronized boolean hasHappened() {
        return ended;
    }

    /**
     * To be called before a change.
     *
     * @param file absolute, of the file system below
     * @return whether the change is to be done in part only, and then {@link #end} to be called
     * @throws IOException if it is not to be done
     */
    synchronized boolean begin(Path file, Change change) throws IOException {
        if (!file.normalize().startsWith(folder)) {
            return false;
        }
        if (ended) {
            if (kind != Kind.FULL || change == Change.WRITE) {
                throw failure();
            }
            return false;
        }
        if (change == Change.FORCE || kind == Kind.FULL && change == Change.OTHER) {
            return false;
        }
        if (points++ < at) {
            return false;
        }
        ended = true;
        return true;
    }

    /** The change that was the fault's has been done in part. */
    synchronized void end() throws IOException {
        if (kind == Kind.KILL) {
            Runtime.getRuntime().halt(137);
        }
        throw failure();
    }

    /** Before a change that is done whole or not at all. */
    synchronized void change(Path file, Change change) throws IOException {
        if (begin(file, change)) {
            end();
        }
    }

    private IOException failure() {
        return new IOException(kind == Kind.FULL ? "No space left on device" : "The process is gone");
    }
}
