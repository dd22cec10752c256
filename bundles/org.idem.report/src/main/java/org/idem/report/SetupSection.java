package org.idem.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.idem.core.BoundedFiles;

/** With what the result was made: proof of the export, environment, configuration. */
final class SetupSection {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A proof is some kilobytes. */
    private static final int LONGEST = 4 << 20;

    private final ReportData data;

    SetupSection(ReportData data) {
        this.data = data;
    }

    void write(Markup html) throws IOException {
        exports(html);
        environment(html);
        configuration(html);
    }

    private void exports(Markup html) throws IOException {
        if (!Files.isDirectory(data.run().export())) {
            return;
        }
        List<Path> proofs;
        try (Stream<Path> files = Files.list(data.run().export())) {
            proofs = files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        for (Path proof : proofs) {
            html.open("section").leaf("h2", "Export");
            html.leaf(
                    "p",
                    "The exported model and the trained one were run on the same face crops; this is how they agree.",
                    "class",
                    "lead");
            proof(html, proof);
            html.close();
        }
    }

    /** One that is damaged hides nothing else. */
    private static void proof(Markup html, Path file) {
        try {
            table(html, JSON.readTree(BoundedFiles.readAllBytes(file, LONGEST)));
        } catch (IOException e) {
            html.leaf("p", file.getFileName() + " cannot be read: " + e.getMessage());
        }
    }

    private void environment(Markup html) {
        Map<String, Object> environment = data.run().environment();
        if (environment.isEmpty()) {
            return;
        }
        html.open("section").leaf("h2", "Environment");
        table(html, JSON.valueToTree(environment));
        html.close();
    }

    private void configuration(Markup html) {
        if (data.config().isEmpty()) {
            return;
        }
        html.open("section").leaf("h2", "Configuration");
        html.leaf("p", "Every key that counts, defaults and overrides included.", "class", "lead");
        html.open("pre");
        data.config().lines().forEach(line -> line(html, line));
        html.close().close();
    }

    /** Keys stand out, comments stand back. */
    private static void line(Markup html, String line) {
        int comment = line.strip().startsWith("#") ? 0 : line.lastIndexOf(" # ");
        String yaml = comment < 0 ? line : line.substring(0, comment);
        int colon = Math.max(0, yaml.indexOf(':'));
        html.leaf("b", yaml.substring(0, colon)).text(yaml.substring(colon));
        html.leaf("i", comment < 0 ? "" : line.substring(comment)).text("\n");
    }

    private static void table(Markup html, JsonNode root) {
        html.open("div", "class", "scroll").open("table", "class", "facts").open("tbody");
        rows(html, "", root);
        html.close().close().close();
    }

    /** One row for each leaf, with a dotted name; a list of plain values is one leaf. */
    private static void rows(Markup html, String name, JsonNode node) {
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(field -> rows(
                            html, name.isEmpty() ? field.getKey() : name + "." + field.getKey(), field.getValue()));
            return;
        }
        html.open("tr").leaf("th", name.replace('_', ' '), "scope", "row");
        html.leaf(
                        "td",
                        node.isNumber()
                                ? node.asText().replace('E', 'e')
                                : node.isValueNode() ? node.asText() : list(node))
                .close();
    }

    private static String list(JsonNode array) {
        List<String> items = new ArrayList<>();
        array.forEach(item -> items.add(item.isValueNode() ? item.asText() : item.toString()));
        return String.join(", ", items);
    }
}
