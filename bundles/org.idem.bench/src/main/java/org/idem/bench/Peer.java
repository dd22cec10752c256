package org.idem.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.protocol.JsonLines;

/**
 * PyTorch on the same machine: a script that prints a line of JSON for each mode, in a Python that has torch.
 *
 * @param python the interpreter
 * @param script what it runs
 */
record Peer(Path python, Path script) {
    /** The peer knows networks by their short names. */
    static String nameOf(String model) {
        return model.replaceAll("_patch9_112$", "").toLowerCase(Locale.ROOT);
    }

    /** Runs the script; its lines by mode. */
    Map<String, JsonNode> run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(python.toString(), script.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // The peer runs as its users run it: what suits this process's allocator is not its default.
        builder.environment().keySet().removeIf(name -> name.matches("(MALLOC|OMP|GOMP)_.*"));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw failed("ended with exit code " + code);
            }
            Map<String, JsonNode> byMode = new LinkedHashMap<>();
            printed.lines()
                    .map(JsonLines::parse)
                    .forEach(line -> byMode.put(line.path("mode").asText(), line));
            return byMode;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        }
    }

    private InputException failed(String how) {
        return new InputException(
                Problem.error(script, "--peer-script", "The peer " + how, "give a Python with torch as --peer-python"));
    }
}
