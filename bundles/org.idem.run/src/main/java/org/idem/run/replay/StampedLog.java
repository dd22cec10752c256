package org.idem.run.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.idem.run.Heartbeat;

/**
 * What a trainer prints, cut off at any moment: lines begin with {@code [yyyy/MM/dd HH:mm:ss]} in the time of the machine
 * that trained; one that does not belongs to the line before it. Thread-safe.
 */
public final class StampedLog {
    private static final int CHUNK = 1 << 16;
    private static final int STAMP = "[2026/01/31 14:15:00]".length();
    private static final Pattern STAMPED = Pattern.compile("\\[\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d]");
    private static final int LONGEST_TEXT = 1 << 16;
    private static final Duration SLACK = Duration.ofMinutes(2);
    private static final int ZONE_STEP_SECONDS = 15 * 60;

    private final Path file;
    private final ZoneId here;
    /** Local times of the stamps as seconds since 1970 in no zone, and where their lines begin. */
    private long[] stamps = new long[64];

    private long[] offsets = new long[64];
    private int size;
    private long read;

    /** The log in a file, which need not exist. */
    public StampedLog(Path file, ZoneId here) {
        this.file = file;
        this.here = here;
    }

    /** Reads what was added since the last call. */
    public synchronized void poll() {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() < read) {
                // Another file took its place.
                size = 0;
                read = 0;
            }
            index(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Finds the stamps of whole lines. */
    private void index(FileChannel channel) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        byte[] head = new byte[STAMP];
        int inLine = 0;
        long lineStart = read;
        for (long at = read; channel.read(chunk.clear(), at) > 0; at += chunk.limit()) {
            chunk.flip();
            for (int i = 0; i < chunk.limit(); i++) {
                byte one = chunk.get(i);
                if (one == '\n') {
                    add(head, inLine, lineStart);
                    lineStart = at + i + 1;
                    read = lineStart;
                    inLine = 0;
                } else {
                    if (inLine < STAMP) {
                        head[inLine] = one;
                    }
                    inLine++;
                }
            }
        }
    }

    private void add(byte[] head, int length, long offset) {
        OptionalLong stamp = length < STAMP ? OptionalLong.empty() : parse(head);
        if (stamp.isEmpty()) {
            return;
        }
        if (size == stamps.length) {
            stamps = Arrays.copyOf(stamps, 2 * size);
            offsets = Arrays.copyOf(offsets, 2 * size);
        }
        stamps[size] = stamp.getAsLong();
        offsets[size] = offset;
        size++;
    }

    private static OptionalLong parse(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (!STAMPED.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            String iso = text.substring(1, STAMP - 1).replace('/', '-').replace(' ', 'T');
            return OptionalLong.of(LocalDateTime.parse(iso).toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * What had been printed then, from its end: whole lines, at most 64 KiB of them. A log without stamps has always been
     * there as a whole.
     *
     * @param heartbeat last sign of life of the trainer, which tells the time zone of its stamps
     */
    public synchronized String textAt(Instant moment, Heartbeat heartbeat) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file)) {
            long end = Math.min(channel.size(), endAt(moment, heartbeat));
            long from = Math.max(0, end - LONGEST_TEXT);
            ByteBuffer bytes = ByteBuffer.allocate((int) (end - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
                continue;
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private long endAt(Instant moment, Heartbeat heartbeat) {
        if (size == 0) {
            return read;
        }
        ZoneId zone = zone(heartbeat);
        // Times of a zone that sets its clocks back are not ascending: the first later one counts.
        for (int i = 0; i < size; i++) {
            if (instant(stamps[i], zone).isAfter(moment)) {
                return offsets[i];
            }
        }
        return read;
    }

    private ZoneId zone(Heartbeat heartbeat) {
        Instant lastHere = instant(stamps[size - 1], here);
        if (!lastHere.isBefore(heartbeat.started().minus(SLACK))
                && !lastHere.isAfter(heartbeat.time().plus(SLACK))) {
            return here;
        }
        double ahead = stamps[size - 1] - heartbeat.time().getEpochSecond();
        long rounded = Math.round(ahead / ZONE_STEP_SECONDS) * ZONE_STEP_SECONDS;
        return Math.abs(rounded) <= ZoneOffset.MAX.getTotalSeconds() ? ZoneOffset.ofTotalSeconds((int) rounded) : here;
    }

    private static Instant instant(long stamp, ZoneId zone) {
        return LocalDateTime.ofEpochSecond(stamp, 0, ZoneOffset.UTC)
                .atZone(zone)
                .toInstant();
    }
}
