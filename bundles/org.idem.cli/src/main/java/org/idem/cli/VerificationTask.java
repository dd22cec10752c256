package org.idem.cli;

import java.util.List;
import org.idem.launch.Launcher;
import org.idem.launch.VerifiedModel;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;
import org.idem.verify.figures.SetFigures;

/** Verification as the command and the demo do it: measure, then tell people or programs. */
final class VerificationTask {
    private VerificationTask() {}

    /** Verifies a model on every set. */
    static VerifiedModel verify(Console console, Launcher launcher, Request.Verify request, String label) {
        try (ProgressLine progress = new ProgressLine(console, label)) {
            return launcher.verify(request, progress);
        }
    }

    /** What people read. */
    static void print(Console console, List<Evaluation> evaluations) {
        evaluations.forEach(evaluation -> FiguresOutput.print(console, SetFigures.kept(evaluation)));
    }
}
