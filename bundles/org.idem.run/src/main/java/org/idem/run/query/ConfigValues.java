package org.idem.run.query;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The values of a run's effective configuration by dotted key, as texts; elements of lists are numbered from 0. */
public final class ConfigValues {
    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 30;
    private static final int MOST_ALIASES = 50;

    private ConfigValues() {}

    /** Reads a file; one that is missing, damaged or far too large has no values. */
    public static Map<String, String> read(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return values;
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setCodePointLimit(MOST_BYTES);
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            add("", new Yaml(new SafeConstructor(options)).load(text), values, 0);
        } catch (IOException | YAMLException e) {
            System.getLogger(ConfigValues.class.getName())
                    .log(System.Logger.Level.WARNING, "passed over: {0}", e.getMessage());
        }
        return values;
    }

    private static void add(String key, Object value, Map<String, String> values, int depth) {
        String prefix = key.isEmpty() ? "" : key + ".";
        if (depth > DEEPEST) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> add(prefix + name, inner, values, depth + 1));
        } else if (value instanceof List<?> list && list.stream().anyMatch(ConfigValues::isNested)) {
            for (int i = 0; i < list.size(); i++) {
                add(prefix + i, list.get(i), values, depth + 1);
            }
        } else if (!key.isEmpty()) {
            values.put(key, String.valueOf(value));
        }
    }

    private static boolean isNested(Object value) {
        return value instanceof Map || value instanceof List;
    }
}
