package org.idem.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StarterOutputTest {
    private static final String FRAME = "-".repeat(74) + "\n";

    @Test
    void theWordsBeforeTheAdviceAreTheReason() {
        assertEquals(
                Optional.of("ssh: Could not resolve hostname node7: Name or service not known\n"
                        + "ORTE was unable to reliably start one or more daemons."),
                StarterOutput.reason("ssh: Could not resolve hostname node7: Name or service not known\n" + FRAME
                        + "ORTE was unable to reliably start one or more daemons.\nThis usually is caused by:\n\n"
                        + "* not finding the required libraries\n" + FRAME));
    }

    @Test
    void whatHasNoFrameIsNotOfTheStarter() {
        assertEquals(Optional.empty(), StarterOutput.reason("Error: Could not find or load main class\n"));
        assertEquals(Optional.empty(), StarterOutput.reason(""));
        assertEquals(Optional.empty(), StarterOutput.reason("\n" + FRAME + "\n" + FRAME));
    }
}
