package org.idem.ui.icons;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;

/** Icons by name; images are made from them by the resource manager of the part that shows them. */
public enum Icons {
    /** A run that is going on. */
    RUNNING("running"),
    /** A run that is starting or stopping. */
    PENDING("pending"),
    /** A run that should be going on but is silent. */
    STALLED("stalled"),
    /** A run that was stopped and can be resumed. */
    STOPPED("stopped"),
    /** A run that came to its end. */
    DONE("done"),
    /** A run that ended with an error. */
    FAILED("failed"),
    /** Something to know of that changed nothing. */
    WARNING("warning"),
    /** A step that was left out. */
    SKIPPED("skipped"),
    /** A training that went back to a checkpoint. */
    ROLLBACK("rollback"),
    /** A run. */
    RUN("run"),
    /** A config. */
    CONFIG("config"),
    /** A data set. */
    DATA_SET("dataset"),
    /** An evaluation. */
    VERIFICATION("verification"),
    /** A model file. */
    MODEL("model"),
    /** A checkpoint. */
    CHECKPOINT("checkpoint"),
    /** A training log. */
    LOG("log"),
    /** Check a config or data set. */
    CHECK("check"),
    /** Train a config. */
    TRAIN("train"),
    /** Draw faces. */
    GENERATE("generate"),
    /** A folder. */
    FOLDER("folder"),
    /** Stop a run. */
    STOP("stop"),
    /** Resume a run. */
    RESUME("resume"),
    /** Verify a run. */
    VERIFY("verify"),
    /** Export a run. */
    EXPORT("export"),
    /** Choose the columns of a table. */
    COLUMNS("columns"),
    /** Compare runs. */
    COMPARE("compare"),
    /** One person. */
    SAME("same"),
    /** Two persons. */
    DIFFERENT("different"),
    /** Let time go on. */
    PLAY("play"),
    /** Hold time. */
    PAUSE("pause"),
    /** The next one. */
    NEXT("next");

    private final String file;

    Icons(String file) {
        this.file = file;
    }

    /** The icon, drawn at the zoom of the monitor. */
    public ImageDescriptor descriptor() {
        return find(file);
    }

    /** The icon of a command that is off; only icons of commands have one. */
    public ImageDescriptor disabledDescriptor() {
        return find("disabled/" + file);
    }

    private static ImageDescriptor find(String name) {
        return ResourceLocator.imageDescriptorFromBundle("org.idem.ui", "icons/" + name + ".svg")
                .orElseGet(ImageDescriptor::getMissingImageDescriptor);
    }
}
