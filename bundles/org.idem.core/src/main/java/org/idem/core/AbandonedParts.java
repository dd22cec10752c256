package org.idem.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What writers that were killed left half written: the name of a part says which process of which machine writes it, so that
 * the parts of dead processes can be told from those of live ones. Parts of other machines, and files of any other name, are
 * nobody's business here.
 */
public final class AbandonedParts {
    private static final System.Logger LOG = System.getLogger(AbandonedParts.class.getName());
    private static final Pattern NAME = Pattern.compile("\\.(.+)\\.([0-9a-f]{8})-([0-9a-f]{1,12})-[0-9a-f]{8}\\.part");
    private static final int HEXADECIMAL = 16;
    /** The clocks of a process table and of a file may differ by this much. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private AbandonedParts() {}

    /** Name of a part that this process writes. */
    static String name(String target) {
        return String.format(
                Locale.ROOT,
                ".%s.%s-%x-%08x.part",
                target,
                Machine.NAME,
                ProcessHandle.current().pid(),
                ThreadLocalRandom.current().nextInt());
    }

    /** What tells processes with the same number apart: the machine, and the container on it. */
    private static final class Machine {
        static final String NAME = name();

        private static String name() {
            CRC32 sum = new CRC32();
            for (String part : new String[] {"/proc/sys/kernel/hostname", "/proc/self/ns/pid"}) {
                try {
                    Path file = Path.of(part);
                    String text = Files.isSymbolicLink(file)
                            ? Files.readSymbolicLink(file).toString()
                            : Files.readString(file);
                    sum.update(text.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.DEBUG, part, e);
                }
            }
            return String.format(Locale.ROOT, "%08x", sum.getValue());
        }
    }

    /** Deletes what dead processes of this machine left of a file or folder that they never finished. */
    public static void clear(Path target) {
        Path absolute = target.toAbsolutePath();
        clear(absolute.getParent(), absolute.getFileName().toString());
    }

    /** Deletes what dead processes of this machine left of anything in a folder. */
    public static void clearAll(Path folder) {
        clear(folder, null);
    }

    private static void clear(Path folder, String target) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path part : parts) {
                Matcher name = NAME.matcher(part.getFileName().toString());
                if (name.matches() && (target == null || name.group(1).equals(target)) && isAbandoned(part, name)) {
                    AtomicFiles.deleteTree(part);
                }
            }
        } catch (IOException | DirectoryIteratorException | java.io.UncheckedIOException e) {
            // Nobody's work fails for want of tidiness.
            LOG.log(System.Logger.Level.DEBUG, "left behind in " + folder, e);
        }
    }

    /** Whether the process that writes a part is dead; a later one with its number is another. */
    private static boolean isAbandoned(Path part, Matcher name) throws IOException {
        if (!name.group(2).equals(Machine.NAME)) {
            return false;
        }
        long pid = Long.parseLong(name.group(3), HEXADECIMAL);
        Optional<Instant> start = ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info().startInstant().orElse(Instant.MIN));
        try {
            Instant written = Files.getLastModifiedTime(part).toInstant();
            return start.isEmpty() || start.get().isAfter(written.plus(SLACK));
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
