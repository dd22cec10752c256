package org.idem.plan;

import java.util.ArrayList;
import java.util.List;
import org.idem.config.ExperimentConfig;
import org.idem.core.MachineMemory;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.data.LabelCounts;
import org.idem.model.Graphs;

/** Whether a config and a training set go together. Collects every problem; the order is that of importance. */
final class PlanChecks {
    private final ExperimentConfig config;
    private final DatasetSize set;
    private final Processes processes;
    private final PlanSteps count;
    private final List<Problem> problems = new ArrayList<>();

    PlanChecks(ExperimentConfig config, DatasetSize set, Processes processes) {
        this.config = config;
        this.set = set;
        this.processes = processes;
        this.count = new PlanSteps(config, set.images(), TrainingPlan.world(config, processes));
    }

    /** All problems found, none where a training can begin. */
    List<Problem> problems() {
        names();
        microBatches();
        if (set.identities() == 0) {
            problems.add(Problem.error(
                    set.path(),
                    "",
                    "No image has a usable label",
                    "labels are whole numbers from 0 on; idem data check lists what is wrong"));
        } else {
            classes();
            identities();
            steps();
            warmUp();
        }
        inputSize();
        return List.copyOf(problems);
    }

    private void names() {
        oneOf("Model.name", config.model().name(), Graphs.names());
        oneOf("Optimizer.name", config.optimizer().name(), OptimizerKind.keys());
        oneOf("LRScheduler.name", config.schedule().name(), Schedules.NAMES);
    }

    private void oneOf(String key, String value, List<String> known) {
        if (!known.contains(value)) {
            wrong(key, "This version cannot train with " + value, "choose " + String.join(", ", known));
        }
    }

    private void microBatches() {
        int batch = config.train().batchSize();
        int parts = config.global().accumSteps();
        if (batch / parts < 2) {
            wrong(
                    "Global.accum_steps",
                    "A batch of " + batch + " in " + parts + " parts leaves fewer than 2 images for batch statistics",
                    "lower accum_steps or raise the batch size");
        }
    }

    private void classes() {
        int found = set.identities();
        int asked = config.model().classNum();
        if (asked != 0 && asked < found) {
            wrong(
                    "Model.class_num",
                    "The training set has " + found + " identities, the config says " + asked,
                    "set Model.class_num to " + found);
        }
        int classes = Math.max(asked, found);
        centersFit(classes);
        int workers = count.world();
        if (classes < workers) {
            wrong(
                    "Global.devices",
                    classes + " identities cannot be divided over " + workers + " workers",
                    processes.count() > 1 ? "train with fewer ranks" : "lower Global.devices");
        }
    }

    private void identities() {
        LabelCounts labels = set.labels();
        boolean single = labels == null ? set.identities() == 1 : labels.used() == 1;
        if (single) {
            problems.add(Problem.error(
                    set.path(),
                    "",
                    "All images are of one identity: there is nobody to tell it from",
                    "give a set of several people, each with a label of its own"));
        } else if (labels != null) {
            labels.describe()
                    .ifPresent(text -> problems.add(new Problem(
                            Problem.Severity.WARNING,
                            set.path(),
                            0,
                            0,
                            "",
                            text,
                            "each takes a class center that no image ever meets; number the identities"
                                    + " from 0 without gaps")));
        }
    }

    /** A rate that is still rising when the training ends never is what the config says. */
    private void warmUp() {
        long total = count.total();
        long warmUp = count.warmUp();
        if (total > 0 && warmUp >= total) {
            String key = config.schedule().warmupSteps() > 0 ? "warmup_steps" : "warmup_epochs";
            problems.add(new Problem(
                    Problem.Severity.WARNING,
                    null,
                    0,
                    0,
                    "LRScheduler." + key,
                    "The warm-up takes " + Units.count(warmUp) + " steps, the training has " + Units.count(total)
                            + ": it ends before the learning rate is reached",
                    "give a shorter warm-up, or train for more epochs"));
        }
    }

    /** The class centers and their averages must fit in memory; one mistaken label can make millions of identities. */
    private void centersFit(int classes) {
        if (!OptimizerKind.keys().contains(config.optimizer().name())) {
            return;
        }
        long needed = CenterMemory.ofAll(config, classes, processes);
        long machine = MachineMemory.bytes();
        if (machine > 0 && needed > machine && !CenterMemory.areOnDisk(config, classes, processes)) {
            problems.add(Problem.error(
                    set.path(),
                    "Model.class_num",
                    Units.count(classes) + " identities for " + Units.count(set.images()) + " images need "
                            + Units.bytes(needed) + " for their centers; this machine has "
                            + Units.bytes(machine),
                    "number the identities from 0 without gaps; bf16 in Model.pfc_config.center_format takes half,"
                            + " disk in Model.pfc_config.center_storage keeps them out of memory"));
        }
    }

    private void steps() {
        if (count.ofEpoch() == 0) {
            wrong(
                    "DataLoader.Train.sampler.batch_size",
                    "An epoch of " + set.images() + " images has no whole batch",
                    "lower the batch size or set drop_last to False");
        }
    }

    private void inputSize() {
        try {
            ModelSpecs.of(config.model());
        } catch (IllegalArgumentException e) {
            wrong("Model.input_size", e.getMessage(), "choose 112");
        }
    }

    private void wrong(String key, String message, String remedy) {
        problems.add(Problem.error(null, key, message, remedy));
    }
}
