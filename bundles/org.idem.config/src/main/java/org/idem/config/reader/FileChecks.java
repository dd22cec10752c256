package org.idem.config.reader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.config.schema.TypedConfig;
import org.idem.core.Problem;

/** Finds the files that a config names and that are not there. */
final class FileChecks {
    private final TypedConfig values;
    private final Path folder;
    private final Problem.Severity severity;
    private final List<Problem> problems;

    /** Paths are relative to the folder; a missing file is as bad as the severity says. */
    FileChecks(TypedConfig values, Path folder, Problem.Severity severity, List<Problem> problems) {
        this.values = values;
        this.folder = folder;
        this.severity = severity;
        this.problems = problems;
    }

    void check() {
        weights("Global.checkpoint", "a checkpoint");
        weights("Global.pretrained_model", "a run, a checkpoint or a file of weights");
        set("DataLoader.Train.dataset");
        Path exclude = values.path("DataLoader.Train.dataset.exclude");
        if (exclude != null && !exists(exclude)) {
            String remedy = "remove the key, or make the list with ./idem data check SET --write-exclude FILE";
            missing("DataLoader.Train.dataset.exclude", exclude, remedy);
        }
        if (values.flag("Global.eval_during_train")) {
            set("DataLoader.Eval.dataset");
        }
    }

    private void weights(String key, String what) {
        Path path = values.path(key);
        if (path != null && !exists(path) && !exists(Path.of(path + ".pdparams"))) {
            missing(key, path, "remove the key or give the path of " + what);
        }
    }

    private void set(String section) {
        String key = section + ".cls_label_path";
        Path root = values.path(section + ".image_root");
        boolean told = false;
        for (Path path : values.paths(key)) {
            if (!exists(path)) {
                missing(key, path, remedy(key, path));
                told |= root != null && path.startsWith(root);
            }
        }
        if (root != null && !told && !exists(root)) {
            missing(section + ".image_root", root, "give the folder that the list's paths are relative to");
        }
    }

    private static String remedy(String key, Path path) {
        boolean drawn = path.endsWith("train.rec") || path.endsWith("verify.bin");
        String draw = "draw a set with ./idem data generate --identities 400 --images 20 --out " + path.getParent();
        String other = "give another with -o " + key + "=PATH";
        return drawn && path.getParent() != null ? draw + ", or " + other : "check the path, or " + other;
    }

    private boolean exists(Path path) {
        return Files.exists(folder.resolve(path));
    }

    private void missing(String key, Path path, String remedy) {
        String message = "There is no " + path
                + (path.isAbsolute() ? "" : " in " + folder.toAbsolutePath().normalize());
        problems.add(values.place(key).problem(severity, key, message, remedy));
    }
}
