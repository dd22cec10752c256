package org.idem.export.evaluation;

import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.protocol.EngineService;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.train.embed.EvaluationDevice;

/**
 * Main class of the engine process that judges models, as a {@link Request} asks. Exit codes: 0 done, 1 failed, 2 bad input,
 * 130 cancelled.
 */
public final class EvaluationMain {
    /** Held, or the level set on it would be lost with it. */
    private static final Logger LIBRARY = Logger.getLogger("ai.djl");

    private EvaluationMain() {}

    /** Does what is asked and ends the process. */
    public static void main(String[] arguments) {
        LIBRARY.setLevel(Level.WARNING);
        System.exit(EngineService.serve(arguments, EvaluationMain::handle));
    }

    static Reply.End handle(Request request, Progress progress) {
        return EvaluationDevice.of(request.device()).compute(() -> compute(request, progress));
    }

    private static Reply.End compute(Request request, Progress progress) {
        if (request instanceof Request.Verify verify) {
            return new ModelVerifier(verify, Clock.systemUTC(), progress).verify();
        }
        if (request instanceof Request.Embed embed) {
            return new ImageEmbedding(embed, progress).embed();
        }
        if (request instanceof Request.EmbedIjb embed) {
            return new IjbEmbedding(embed, progress).embed();
        }
        if (request instanceof Request.Compare compare) {
            return new PictureComparison(compare, progress).compare();
        }
        if (request instanceof Request.Diagnose diagnose) {
            return new SetDiagnosis(diagnose, progress).diagnose();
        }
        throw new InputException(Problem.error(
                null, "request", "This process does not do this: " + request, "ask the process that does"));
    }
}
