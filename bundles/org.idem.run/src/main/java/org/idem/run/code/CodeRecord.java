package org.idem.run.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.idem.core.AtomicFiles;
import org.idem.core.BoundedFiles;
import org.idem.run.RunDirectory;

/** The code that a run was started with, in its files {@code code.json} and, where something was changed, {@code code.patch}. */
public final class CodeRecord {
    private static final System.Logger LOG = System.getLogger(CodeRecord.class.getName());
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String FILE = "code.json";
    private static final String PATCH = "code.patch";
    private static final int LONGEST = 8 << 20;

    private CodeRecord() {}

    /** Keeps the code's state with a run. */
    public static void write(RunDirectory run, CodeState state) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("commit", state.commit());
        root.put("branch", state.branch());
        root.put("patch_sha256", state.patchSha256());
        ArrayNode untracked = root.putArray("untracked");
        state.untracked().forEach(file -> {
            ObjectNode node = untracked.addObject();
            node.put("path", file.path());
            node.put("bytes", file.bytes());
            node.put("sha256", file.sha256());
        });
        root.put("complete", state.complete());
        try {
            if (state.isDirty()) {
                AtomicFiles.write(run.path().resolve(PATCH), state.patch());
            }
            AtomicFiles.write(run.path().resolve(FILE), MAPPER.writeValueAsString(root));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + run.path().resolve(FILE), e);
        }
    }

    /** What a run keeps; empty where it keeps nothing, or nothing that can be read. */
    public static Optional<CodeState> read(RunDirectory run) {
        Path file = run.path().resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = MAPPER.readTree(BoundedFiles.readAllBytes(file, LONGEST));
            List<UntrackedFile> untracked = new ArrayList<>();
            root.path("untracked")
                    .forEach(node -> untracked.add(new UntrackedFile(
                            node.path("path").asText(),
                            node.path("bytes").asLong(),
                            node.path("sha256").asText())));
            return Optional.of(new CodeState(
                    root.path("commit").asText(),
                    root.path("branch").asText(),
                    patch(run),
                    root.path("patch_sha256").asText(),
                    untracked,
                    root.path("complete").asBoolean(true)));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "passed over: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private static String patch(RunDirectory run) throws IOException {
        Path file = run.path().resolve(PATCH);
        return Files.isRegularFile(file) ? BoundedFiles.readText(file, LONGEST) : "";
    }
}
