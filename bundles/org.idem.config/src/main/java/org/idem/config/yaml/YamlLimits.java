package org.idem.config.yaml;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.idem.config.yaml.SourceLocation.Origin;
import org.idem.core.Problem;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Walks the events of a text before its nodes are built, so that a text made to exhaust the reader is refused with the
 * line where it goes too far.
 */
final class YamlLimits {
    static final int MAX_DEPTH = 40;
    static final int MAX_ALIASES = 50;
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";
    private static final Set<String> STANDARD = Set.of("str", "int", "float", "bool", "null", "map", "seq");

    private final Path file;
    private final Origin origin;
    private int depth;
    private int aliases;
    private int documents;

    private YamlLimits(Path file, Origin origin) {
        this.file = file;
        this.origin = origin;
    }

    static Optional<Problem> check(String text, Path file, Origin origin) {
        YamlLimits limits = new YamlLimits(file, origin);
        for (Event event : YamlSource.yaml().parse(new StringReader(text))) {
            Problem problem = limits.next(event);
            if (problem != null) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }

    private Problem next(Event event) {
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            return error(event, "A second YAML document begins here", "keep one document per file");
        }
        if (event instanceof AliasEvent && ++aliases > MAX_ALIASES) {
            return error(event, "More than " + MAX_ALIASES + " aliases", "write the values out");
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        if (event instanceof CollectionStartEvent start) {
            if (++depth > MAX_DEPTH) {
                return error(event, "Nested deeper than " + MAX_DEPTH + " levels", "close the brackets");
            }
            return checkTag(event, start.getTag());
        }
        return event instanceof ScalarEvent scalar ? checkTag(event, scalar.getTag()) : null;
    }

    private Problem checkTag(Event event, String tag) {
        boolean known = tag == null
                || tag.equals("!")
                || tag.startsWith(STANDARD_TAG) && STANDARD.contains(tag.substring(STANDARD_TAG.length()));
        return known
                ? null
                : error(event, "The tag " + tag + " is not allowed", "remove it: configs hold plain values");
    }

    private Problem error(Event event, String message, String remedy) {
        return YamlSource.place(file, origin, event.getStartMark()).error("", message, remedy);
    }
}
