package org.idem.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * Requests as one line of JSON: {@code {"protocol":1,"request":{"type":"verify",…}}}. A launcher gives it on the standard
 * input of the engine process, or in a file whose name is the process' only argument. The file is for requests that must
 * survive the launcher; neither has the limits of a command line.
 */
public final class Requests {
    /** Version of the protocol. A reader understands all versions up to its own and tolerates unknown fields. */
    static final int VERSION = 1;

    /** A request is some paths long. */
    private static final int LONGEST = 64 << 20;

    private record Message(int protocol, Request request) {}

    private Requests() {}

    /** The request as one line without its end. */
    public static String format(Request request) {
        return JsonLines.format(new Message(VERSION, request));
    }

    /**
     * Reads the request of a process.
     *
     * @param arguments what the process was started with: a file, or nothing
     * @param input read to its end if there is no argument
     * @throws InputException if there is no request that this version understands
     */
    static Request read(String[] arguments, InputStream input) {
        if (arguments.length > 1) {
            throw refusal(null, "One argument is understood, not " + arguments.length);
        }
        Path file = arguments.length == 0 ? null : Path.of(arguments[0]);
        try {
            byte[] bytes = file == null ? input.readNBytes(LONGEST) : BoundedFiles.readAllBytes(file, LONGEST);
            return parse(new String(bytes, StandardCharsets.UTF_8), file);
        } catch (IOException e) {
            throw file == null
                    ? new UncheckedIOException(e)
                    : refusal(file, "The request cannot be read: " + e.getMessage());
        }
    }

    private static Request parse(String text, Path file) {
        try {
            JsonNode message = JsonLines.MAPPER.readTree(text);
            int version = message.path("protocol").asInt();
            if (version > VERSION) {
                throw refusal(file, "The request speaks version " + version + " of the protocol, this is " + VERSION);
            }
            Request request = JsonLines.MAPPER.treeToValue(message.path("request"), Request.class);
            if (request == null) {
                throw refusal(file, "There is no request");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw refusal(file, "The request is not understood: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw refusal(file, "The request is not understood: " + e.getMessage());
        }
    }

    private static InputException refusal(Path file, String message) {
        return new InputException(Problem.error(
                file,
                "request",
                message,
                "start engine processes with the commands or the workbench of the same installation"));
    }
}
