package org.idem.train.setup;

/** Takes what the setup of a training has to say. */
public interface SetupLog {
    /** Something worth knowing. */
    void info(String message);

    /** Something that may not be meant. */
    void warning(String message);
}
