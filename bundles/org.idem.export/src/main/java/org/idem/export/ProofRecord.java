package org.idem.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.idem.protocol.TarChange;

/**
 * How an export was compared with what was trained.
 *
 * @param parity embeddings of the same pictures
 * @param from where the pictures come from, for people
 * @param rates what became of true accept rates; null where float32 is exact enough to do without
 */
record ProofRecord(ParityReport parity, String from, TarComparison rates) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The figures by the names that files give them. */
    ObjectNode json() {
        ObjectNode node = MAPPER.createObjectNode();
        parity.figures().forEach(node::putPOJO);
        node.put("crops_from", from);
        if (rates != null) {
            node.put("pairs_from", rates.from());
            ArrayNode changes = node.putArray("tar_change");
            rates.changes().forEach(change -> changes.add(json(change)));
        }
        return node;
    }

    private static ObjectNode json(TarChange change) {
        return MAPPER.createObjectNode()
                .put("set", change.set())
                .put("far", change.far())
                .put("trained", change.trained())
                .put("exported", change.exported())
                .put("change", change.change())
                .put("low", change.low())
                .put("high", change.high());
    }
}
