package org.idem.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Replies as lines of JSON: {@code {"protocol":1,"reply":{"type":"progress",…}}}. Libraries print to the same stream: a
 * line that is no reply is theirs.
 */
public final class Replies {
    private static final String REPLY = "reply";

    private record Message(int protocol, Reply reply) {}

    private Replies() {}

    /** The reply as one line without its end. */
    public static String format(Reply reply) {
        return JsonLines.format(new Message(Requests.VERSION, reply));
    }

    /** The reply that a line says; empty for a line that is none, or one of a kind that this version does not know. */
    public static Optional<Reply> parse(String line) {
        if (!line.startsWith("{\"protocol\":")) {
            return Optional.empty();
        }
        try {
            JsonNode message = JsonLines.MAPPER.readTree(line);
            return Optional.ofNullable(JsonLines.MAPPER.treeToValue(message.path(REPLY), Reply.class));
        } catch (JsonProcessingException e) {
            System.getLogger(Replies.class.getName()).log(System.Logger.Level.DEBUG, line, e);
            return Optional.empty();
        }
    }
}
