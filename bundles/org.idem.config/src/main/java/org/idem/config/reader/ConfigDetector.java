package org.idem.config.reader;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.idem.config.schema.Schema;
import org.idem.config.schema.SchemaKey;

/** Tells a config from other YAML by its content, also while it is being typed and not sound yet. */
final class ConfigDetector {
    private static final Set<String> SECTIONS =
            Schema.children("").stream().map(SchemaKey::name).collect(Collectors.toUnmodifiableSet());

    /** A key at the margin, with what stands behind its colon; comments and what is indented are none. */
    private static final Pattern TOP_KEY =
            Pattern.compile("^[\"']?([A-Za-z_][\\w.-]*)[\"']?[ \\t]*:(?:[ \\t]+(.*))?[ \\t]*$", Pattern.MULTILINE);

    private static final Pattern IN_BRACES = Pattern.compile("\\A\\s*\\{\\s*[\"']?(\\w+)[\"']?\\s*:\\s*\\{");

    private ConfigDetector() {}

    /** Whether a text has sections of a config, and not more other keys at its top than those. */
    static boolean isConfig(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Matcher braces = IN_BRACES.matcher(body);
        if (braces.find()) {
            return SECTIONS.contains(braces.group(1));
        }
        Matcher keys = TOP_KEY.matcher(body.replace("\r", ""));
        int sections = 0;
        int others = 0;
        while (keys.find()) {
            boolean section = SECTIONS.contains(keys.group(1)) && isSection(keys.group(2));
            sections += section ? 1 : 0;
            others += section ? 0 : 1;
        }
        return sections > 0 && sections >= others;
    }

    /** The keys at the margin, in their order, each once; those of braces are not looked into. */
    static List<String> topKeys(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return TOP_KEY.matcher(body.replace("\r", ""))
                .results()
                .map(key -> key.group(1))
                .distinct()
                .toList();
    }

    private static boolean isSection(String value) {
        return value == null
                || value.isEmpty()
                || List.of("#", "{", "&", "*", "!").contains(value.substring(0, 1));
    }
}
