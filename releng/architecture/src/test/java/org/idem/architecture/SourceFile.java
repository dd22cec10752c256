package org.idem.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One Java file of a bundle.
 *
 * @param bundle symbolic name of the bundle it belongs to
 * @param packageName its package
 * @param imports what it imports, without {@code static} and without the star
 * @param text all of it
 * @param path where it is
 */
record SourceFile(String bundle, String packageName, List<String> imports, String text, Path path) {
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?([\\w.]+?)(?:\\.\\*)?;", Pattern.MULTILINE);

    /** The product's own sources: everything in bundles/ but tests. */
    static List<SourceFile> ofProduct(Path root) {
        try (Stream<Path> files = Files.walk(root.resolve("bundles"))) {
            return files.filter(SourceFile::isProductSource)
                    .map(file -> read(root, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isProductSource(Path file) {
        String path = file.toString();
        return path.endsWith(".java")
                && !path.contains("/src/test/")
                && !path.contains(".tests/")
                && !path.contains("/target/");
    }

    private static SourceFile read(Path root, Path file) {
        try {
            String text = Files.readString(file);
            String bundle = root.resolve("bundles").relativize(file).getName(0).toString();
            String packageName = PACKAGE.matcher(text)
                    .results()
                    .map(r -> r.group(1))
                    .findFirst()
                    .orElse("");
            List<String> imports = IMPORT.matcher(text)
                    .results()
                    .map((MatchResult r) -> r.group(1))
                    .toList();
            return new SourceFile(bundle, packageName, imports, text, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundle of ours that an import leads to, or an empty text. */
    static String bundleOf(String imported, Iterable<String> bundles) {
        String best = "";
        for (String bundle : bundles) {
            if (imported.startsWith(bundle + ".") && bundle.length() > best.length()) {
                best = bundle;
            }
        }
        return best;
    }

    boolean mentions(String word) {
        return text.contains(word);
    }
}
