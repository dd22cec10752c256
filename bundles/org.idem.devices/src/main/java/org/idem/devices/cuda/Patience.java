package org.idem.devices.cuda;

import java.time.Duration;

/**
 * How long a server is waited for.
 *
 * @param tries tries without a byte after which it is given up
 * @param pause time before the second try; each further one waits twice as long
 * @param silence time without a byte after which a connection is broken off
 */
record Patience(int tries, Duration pause, Duration silence) {
    /** With servers of others. */
    static final Patience ORDINARY = new Patience(5, Duration.ofSeconds(2), Duration.ofSeconds(60));
}
