package org.idem.ui.compare;

import java.util.Map;
import org.idem.run.RunDirectory;
import org.idem.run.compare.RunScale;

/**
 * One of the runs that are compared.
 *
 * @param run the run
 * @param legend what it is called beside the others
 * @param style how charts draw it
 * @param config its configuration by dotted key
 * @param scale what its steps are in images and epochs
 */
record ComparedRun(RunDirectory run, String legend, int style, Map<String, String> config, RunScale scale) {
    /** By which its curves are found in all charts. */
    String key() {
        return run.path().toString();
    }

    /** Its name without the moment that it began at. */
    String shortName() {
        return run.shortName();
    }
}
