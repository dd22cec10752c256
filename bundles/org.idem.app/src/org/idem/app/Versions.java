package org.idem.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.core.runtime.Platform;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

/** What Help &gt; About says of versions, as system properties that about.mappings names. */
final class Versions {
    private static final Pattern DJL = Pattern.compile("api-(\\d[\\d.]*)\\.jar");
    private static final Pattern LIBTORCH = Pattern.compile("pytorch-native-\\w+-(\\d[\\d.]*)-.*\\.jar");
    private static final String NOT_FOUND = "not found in the product";

    private Versions() {}

    /** Looks at the product and sets the properties. */
    static void publish() {
        Version own = FrameworkUtil.getBundle(Versions.class).getVersion();
        String build = own.getQualifier().isEmpty() || own.getQualifier().equals("qualifier")
                ? ""
                : " (build " + own.getQualifier() + ")";
        set("version", own.getMajor() + "." + own.getMinor() + "." + own.getMicro() + build);
        set("java", System.getProperty("java.version") + ", " + System.getProperty("java.vendor"));
        set(
                "platform",
                String.valueOf(Platform.getBundle("org.eclipse.ui.workbench").getVersion()));
        List<String> engine = engine();
        set("djl", find(engine, DJL));
        set("libtorch", find(engine, LIBTORCH));
    }

    private static List<String> engine() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("idem.engine", "engine")))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String find(List<String> names, Pattern pattern) {
        return names.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse(NOT_FOUND);
    }

    private static void set(String name, String value) {
        System.setProperty("idem.about." + name, value);
    }
}
