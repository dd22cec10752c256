package org.idem.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * What people say of a run, in its file {@code labels.json}; the trainer never touches it.
 *
 * @param tags short words, sorted
 * @param note free text, empty for none
 * @param archived whether lists leave the run out unless asked for all
 * @param style number of the colour, dash and marker that charts draw the run with, {@link #NO_STYLE} before it has one
 */
public record RunLabels(Set<String> tags, String note, boolean archived, int style) {
    /** The run was never drawn beside others. */
    public static final int NO_STYLE = -1;
    /** So many styles can be told apart; more repeat. */
    public static final int STYLES = 24;

    /** Nothing is said. */
    public static final RunLabels NONE = new RunLabels(Set.of(), "", false, NO_STYLE);

    private static final System.Logger LOG = System.getLogger(RunLabels.class.getName());
    private static final String FILE = "labels.json";
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._/-]{0,63}");
    private static final int LONGEST_NOTE = 100_000;

    public RunLabels {
        tags = Collections.unmodifiableSet(new TreeSet<>(tags));
    }

    /** What is said of a run; nothing where the file is missing or damaged. */
    public static RunLabels read(RunDirectory run) {
        Path file = run.path().resolve(FILE);
        if (!Json.exists(file)) {
            return NONE;
        }
        try {
            JsonNode root = Json.read(file);
            Set<String> tags = new TreeSet<>();
            root.path("tags").forEach(tag -> {
                if (tag.isTextual() && TAG.matcher(tag.textValue()).matches()) {
                    tags.add(tag.textValue());
                }
            });
            return new RunLabels(
                    tags, root.path("note").asText(""), root.path("archived").asBoolean(), style(root.path("style")));
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "passed over: {0}", e.getMessage());
            return NONE;
        }
    }

    private static int style(JsonNode node) {
        return node.isInt() && node.intValue() >= 0 && node.intValue() < STYLES ? node.intValue() : NO_STYLE;
    }

    /** Writes the labels atomically into the run's folder. */
    public void write(RunDirectory run) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ArrayNode list = root.putArray("tags");
        tags.forEach(list::add);
        root.put("note", note);
        root.put("archived", archived);
        if (style != NO_STYLE) {
            root.put("style", style);
        }
        Json.write(run.path().resolve(FILE), root);
    }

    /**
     * These and a tag.
     *
     * @throws InputException for a tag that is no short word
     */
    public RunLabels with(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new InputException(Problem.error(
                    null,
                    "tag",
                    "\"" + tag + "\" cannot be a tag",
                    "a tag has up to 64 letters, digits, dots, dashes, slashes and underscores"));
        }
        Set<String> more = new TreeSet<>(tags);
        more.add(tag);
        return new RunLabels(more, note, archived, style);
    }

    /** These without a tag, which they need not have. */
    public RunLabels without(String tag) {
        Set<String> fewer = new TreeSet<>(tags);
        fewer.remove(tag);
        return new RunLabels(fewer, note, archived, style);
    }

    /**
     * The same with another note.
     *
     * @throws InputException if it is longer than 100,000 characters
     */
    public RunLabels withNote(String text) {
        if (text.length() > LONGEST_NOTE) {
            throw new InputException(Problem.error(
                    null, "note", "The note has " + text.length() + " characters", "keep it below " + LONGEST_NOTE));
        }
        return new RunLabels(tags, text, archived, style);
    }

    /** The same, in the archive or out of it. */
    public RunLabels withArchived(boolean inArchive) {
        return new RunLabels(tags, note, inArchive, style);
    }

    /**
     * The same, drawn in another style.
     *
     * @throws IllegalArgumentException if it is neither a style nor {@link #NO_STYLE}
     */
    public RunLabels withStyle(int number) {
        if (number < NO_STYLE || number >= STYLES) {
            throw new IllegalArgumentException("there are " + STYLES + " styles, not " + number);
        }
        return new RunLabels(tags, note, archived, number);
    }
}
