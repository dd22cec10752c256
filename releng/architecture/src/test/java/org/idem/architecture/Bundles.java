package org.idem.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bundles of the product, without those that only hold tests, as they were just compiled. */
final class Bundles {
    private static final String PREFIX = "org.idem.";
    private static final List<Path> FOLDERS = folders();
    private static final Set<String> NAMES = FOLDERS.stream()
            .map(folder -> folder.getFileName().toString().substring(PREFIX.length()))
            .collect(Collectors.toCollection(TreeSet::new));

    private Bundles() {}

    private static List<Path> folders() {
        try (Stream<Path> found = Files.list(Path.of(System.getProperty("idem.root"), "bundles"))) {
            return found.filter(bundle -> !bundle.toString().endsWith(".tests"))
                    .filter(bundle -> Files.exists(bundle.resolve("pom.xml")))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names without {@code org.idem.}, such as {@code ui.widgets}. */
    static Set<String> names() {
        return NAMES;
    }

    /** All classes of all bundles; every bundle has to be compiled. */
    static JavaClasses importAll() {
        List<Path> classes = FOLDERS.stream()
                .map(folder -> folder.resolve("target").resolve("classes"))
                .toList();
        classes.stream()
                .filter(folder -> !Files.isDirectory(folder))
                .findFirst()
                .ifPresent(folder -> {
                    throw new IllegalStateException("Build all bundles first: there is no " + folder);
                });
        return new ClassFileImporter().importPaths(classes);
    }

    /** Names of the packages that a bundle exports, as its manifest says. */
    static Set<String> exportsOf(String bundle) {
        Path folder = Path.of(System.getProperty("idem.root"), "bundles", PREFIX + bundle);
        Path written = folder.resolve("META-INF/MANIFEST.MF");
        Path file = Files.exists(written) ? written : folder.resolve("target/classes/META-INF/MANIFEST.MF");
        try (InputStream in = Files.newInputStream(file)) {
            String header = new Manifest(in).getMainAttributes().getValue("Export-Package");
            return header == null
                    ? Set.of()
                    : Arrays.stream(header.replaceAll("\"[^\"]*\"", "").split(","))
                            .map(clause -> clause.split(";")[0].strip())
                            .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Name of the bundle whose package a class stands in, the longest that fits; empty for classes of others. */
    static String nameOf(JavaClass type) {
        String name = type.getPackageName() + ".";
        return NAMES.stream()
                .filter(bundle -> name.startsWith(PREFIX + bundle + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
