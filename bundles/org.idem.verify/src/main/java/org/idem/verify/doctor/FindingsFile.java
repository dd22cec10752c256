package org.idem.verify.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.idem.core.AtomicFiles;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * A {@link Diagnosis} in a file: JSON with {@code set}, {@code against}, {@code model}, {@code images}, {@code identities},
 * {@code damaged}, {@code thresholds}, {@code found} by kind, and {@code findings}, each with {@code kind}, {@code
 * identities}, {@code keys}, {@code excludes}, {@code score} and {@code message}.
 */
public final class FindingsFile {
    private static final String ENDING = ".findings.json";
    private static final String FORMAT = "idem-findings";
    private static final int VERSION = 1;
    private static final int LONGEST = 1 << 28;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FindingsFile() {}

    /** That of a set's file or folder, beside it; nothing is read or made. */
    public static Path beside(Path set) {
        Path path = set.toAbsolutePath().normalize();
        String name = path.getFileName() == null ? "set" : path.getFileName().toString();
        return path.resolveSibling(name + ENDING);
    }

    /**
     * Refuses a file that cannot take findings, before long work is done for them.
     *
     * @throws InputException if it is there and something else, or its folder cannot be written
     */
    public static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.exists(file)) {
            read(file);
        } else if (folder != null && Files.exists(folder) && !Files.isWritable(folder)) {
            throw wrong(file, "Its folder cannot be written", "name another file with --findings");
        }
    }

    /** Writes the file, over earlier findings. */
    public static void write(Path file, Diagnosis diagnosis) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("format", FORMAT);
        node.put("version", VERSION);
        node.put("set", diagnosis.set().toString());
        node.put(
                "against",
                diagnosis.against() == null ? null : diagnosis.against().toString());
        node.put("model", diagnosis.model());
        node.put("images", diagnosis.images());
        node.put("identities", diagnosis.identities());
        node.put("damaged", diagnosis.damaged());
        ObjectNode thresholds = node.putObject("thresholds");
        put(thresholds, "split", diagnosis.thresholds().split());
        put(thresholds, "mixed", diagnosis.thresholds().mixed());
        put(thresholds, "outlier", diagnosis.thresholds().outlier());
        put(thresholds, "overlap", diagnosis.thresholds().overlap());
        ObjectNode found = node.putObject("found");
        diagnosis.found().forEach(found::put);
        ArrayNode findings = node.putArray("findings");
        diagnosis.findings().forEach(finding -> put(findings.addObject(), finding));
        AtomicFiles.write(
                file, out -> out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(node)));
    }

    private static void put(ObjectNode node, DoctorFinding finding) {
        node.put("kind", finding.kind().word());
        finding.identities().forEach(node.putArray("identities")::add);
        finding.keys().forEach(node.putArray("keys")::add);
        finding.excludes().forEach(node.putArray("excludes")::add);
        put(node, "score", finding.score());
        node.put("message", finding.message());
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    /**
     * Reads the file.
     *
     * @throws InputException if there is none, or it holds something else
     */
    public static Diagnosis read(Path file) {
        try {
            JsonNode node = MAPPER.readTree(BoundedFiles.readAllBytes(file, LONGEST));
            if (!FORMAT.equals(node.path("format").asText())
                    || node.path("version").asInt() != VERSION) {
                throw wrong(file, "There are no findings in it", "name another file");
            }
            return diagnosis(node);
        } catch (IOException | IllegalArgumentException e) {
            throw wrong(file, "It cannot be read: " + e.getMessage(), "remove it, and look at the set again");
        }
    }

    private static Diagnosis diagnosis(JsonNode node) {
        JsonNode thresholds = node.path("thresholds");
        Map<String, Long> found = new TreeMap<>();
        node.path("found")
                .properties()
                .forEach(one -> found.put(one.getKey(), one.getValue().asLong()));
        List<DoctorFinding> findings = new ArrayList<>();
        node.path("findings").forEach(one -> findings.add(finding(one)));
        return new Diagnosis(
                Path.of(node.path("set").asText()),
                node.path("against").isTextual() ? path(node.path("against").asText()) : null,
                node.path("model").asText(),
                node.path("images").asInt(),
                node.path("identities").asInt(),
                node.path("damaged").asInt(),
                new DoctorThresholds(
                        thresholds.path("split").asDouble(Double.NaN),
                        thresholds.path("mixed").asDouble(Double.NaN),
                        thresholds.path("outlier").asDouble(Double.NaN),
                        thresholds.path("overlap").asDouble(Double.NaN)),
                found,
                findings);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no path: " + text, e);
        }
    }

    /** An unknown kind is one of a later version: the file is then told as what cannot be read. */
    private static DoctorFinding finding(JsonNode node) {
        String word = node.path("kind").asText();
        for (DoctorFinding.Kind kind : DoctorFinding.Kind.values()) {
            if (kind.word().equals(word)) {
                List<Integer> identities = new ArrayList<>();
                node.path("identities").forEach(one -> identities.add(one.asInt()));
                return new DoctorFinding(
                        kind,
                        identities,
                        texts(node.path("keys")),
                        texts(node.path("excludes")),
                        node.path("score").asDouble(Double.NaN),
                        node.path("message").asText());
            }
        }
        throw new IllegalArgumentException("a finding of kind '" + word + "'");
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static InputException wrong(Path file, String message, String remedy) {
        return new InputException(Problem.error(file, "--findings", message, remedy));
    }
}
