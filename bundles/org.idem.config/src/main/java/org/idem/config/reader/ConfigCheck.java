package org.idem.config.reader;

import java.util.List;
import org.idem.config.ExperimentConfig;
import org.idem.config.yaml.SourceLocation;
import org.idem.core.Problem;
import org.idem.core.Units;

/** Checks of a config against what it names. */
public final class ConfigCheck {
    private static final String CLASS_NUM = "Model.class_num";

    private ConfigCheck() {}

    /**
     * Whether the class count is that of the training set.
     *
     * @param loaded a config without errors
     * @param identitiesInSet identities of its training set
     * @return an error at {@code Model.class_num} when they differ; empty when they agree or the config says auto
     */
    public static List<Problem> againstData(LoadedConfig loaded, int identitiesInSet) {
        ExperimentConfig config = loaded.require();
        int classes = config.model().classNum();
        if (classes == 0 || classes == identitiesInSet) {
            return List.of();
        }
        TextPosition at = loaded.positions().get(CLASS_NUM);
        SourceLocation place = at == null
                ? SourceLocation.OVERRIDE
                : new SourceLocation(loaded.file(), at.line(), at.column(), SourceLocation.Origin.FILE);
        String message = "The config says " + Units.count(classes) + " identities, but "
                + config.train().path() + " has " + Units.count(identitiesInSet);
        String remedy = "give " + CLASS_NUM + " " + identitiesInSet + " or auto (-o " + CLASS_NUM + "=auto)";
        return List.of(place.error(CLASS_NUM, message, remedy));
    }
}
