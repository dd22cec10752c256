package org.idem.train.setup;

/** Takes what the setup of a training has to say. */
public interface SetupLog {
    /** Takes it and keeps quiet. */
    SetupLog NONE = new SetupLog() {
        @Override
        public void info(String message) {
            // Another process says it.
        }

        @Override
        public void warning(String message) {
            // Another process says it.
        }
    };

    /** Something worth knowing. */
    void info(String message);

    /** Something that may not be meant. */
    void warning(String message);
}
