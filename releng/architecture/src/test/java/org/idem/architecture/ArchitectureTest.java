package org.idem.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Data flows one way: dataset, config, launch, train, run, views. These are the arrows that may exist. */
class ArchitectureTest {
    private static final Set<String> HEADLESS = Set.of(
            "org.idem.core",
            "org.idem.data",
            "org.idem.config",
            "org.idem.run",
            "org.idem.metrics",
            "org.idem.report",
            "org.idem.train",
            "org.idem.export",
            "org.idem.bench",
            "org.idem.launch",
            "org.idem.cli",
            "org.idem.model",
            "org.idem.faces",
            "org.idem.input",
            "org.idem.plan",
            "org.idem.watch",
            "org.idem.verify",
            "org.idem.chart",
            "org.idem.protocol");

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("org.idem.core", Set.of()),
            Map.entry("org.idem.model", Set.of("core")),
            Map.entry("org.idem.data", Set.of("core")),
            Map.entry("org.idem.faces", Set.of("core", "data")),
            Map.entry("org.idem.config", Set.of("core")),
            Map.entry("org.idem.input", Set.of("core", "data", "config")),
            Map.entry("org.idem.plan", Set.of("core", "data", "config", "model", "input")),
            Map.entry("org.idem.metrics", Set.of("core")),
            Map.entry("org.idem.run", Set.of("core", "config", "metrics")),
            Map.entry("org.idem.watch", Set.of("core", "run")),
            Map.entry("org.idem.verify", Set.of("core", "data", "input", "metrics", "run")),
            Map.entry("org.idem.chart", Set.of("core")),
            Map.entry("org.idem.report", Set.of("core", "data", "config", "run", "metrics", "verify", "chart")),
            Map.entry("org.idem.protocol", Set.of("core")),
            Map.entry(
                    "org.idem.train",
                    Set.of(
                            "core",
                            "data",
                            "config",
                            "model",
                            "input",
                            "plan",
                            "run",
                            "metrics",
                            "watch",
                            "verify",
                            "protocol")),
            Map.entry(
                    "org.idem.export",
                    Set.of(
                            "core",
                            "data",
                            "config",
                            "model",
                            "faces",
                            "input",
                            "run",
                            "metrics",
                            "verify",
                            "protocol",
                            "train")),
            Map.entry("org.idem.launch", Set.of("core", "config", "plan", "run", "protocol")),
            Map.entry(
                    "org.idem.cli",
                    Set.of(
                            "core",
                            "data",
                            "config",
                            "model",
                            "faces",
                            "input",
                            "plan",
                            "run",
                            "metrics",
                            "watch",
                            "verify",
                            "chart",
                            "report",
                            "protocol",
                            "launch")),
            Map.entry(
                    "org.idem.bench",
                    Set.of(
                            "core",
                            "data",
                            "config",
                            "model",
                            "faces",
                            "input",
                            "plan",
                            "run",
                            "metrics",
                            "watch",
                            "verify",
                            "chart",
                            "protocol",
                            "train",
                            "export")),
            Map.entry("org.idem.ui.widgets", Set.of("core", "chart")),
            Map.entry(
                    "org.idem.ui",
                    Set.of(
                            "core",
                            "data",
                            "config",
                            "model",
                            "faces",
                            "input",
                            "plan",
                            "run",
                            "metrics",
                            "watch",
                            "verify",
                            "chart",
                            "report",
                            "protocol",
                            "launch",
                            "ui.widgets")),
            Map.entry("org.idem.app", Set.of("core", "ui")));

    private final List<SourceFile> sources = SourceFile.ofProduct(Path.of(System.getProperty("idem.root")));

    @Test
    void everyBundleIsKnownAndUsesOnlyWhatItMay() {
        List<String> broken = new ArrayList<>();
        for (SourceFile source : sources) {
            Set<String> allowed = MAY_USE.get(source.bundle());
            if (allowed == null) {
                broken.add("unknown bundle " + source.bundle());
                continue;
            }
            for (String imported : source.imports()) {
                String target = SourceFile.bundleOf(imported, MAY_USE.keySet());
                if (!target.isEmpty()
                        && !target.equals(source.bundle())
                        && !allowed.contains(target.substring("org.idem.".length()))) {
                    broken.add(source.path() + " uses " + target);
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(sources.size() > 50, "the scan found the sources");
    }

    @Test
    void headlessBundlesKnowNoEclipse() {
        assertNone(s -> HEADLESS.contains(s.bundle()) && imports(s, "org.eclipse."));
    }

    @Test
    void nobodyUsesTheInternalsOfOthers() {
        assertNone(s -> s.imports().stream().anyMatch(i -> i.contains(".internal.")));
    }

    @Test
    void onlyTheUpdaterSchedulesOnTheUiThread() {
        assertNone(s ->
                !s.bundle().equals("org.idem.ui.widgets") && (s.mentions(".asyncExec(") || s.mentions(".timerExec(")));
    }

    @Test
    void noSwingAnywhere() {
        assertNone(s -> imports(s, "javax.swing") || imports(s, "org.eclipse.swt.awt"));
    }

    @Test
    void onlyTheBridgeTouchesLibtorchsJavaLayers() {
        assertNone(s -> !s.packageName().equals("org.idem.train.tensor")
                && (imports(s, "org.bytedeco") || imports(s, "ai.djl.pytorch")));
    }

    @Test
    void nothingInTheTrainerKnowsTheLoop() {
        assertNone(s -> s.bundle().equals("org.idem.train")
                && !s.packageName().equals("org.idem.train")
                && !s.packageName().equals("org.idem.train.loop")
                && imports(s, "org.idem.train.loop"));
    }

    @Test
    void lowerPackagesOfTheTrainerDoNotReachUp() {
        List<String> order = List.of(
                "tensor",
                "collective",
                "optim",
                "backbone",
                "margin",
                "centers",
                "sampling",
                "layer",
                "checkpoint",
                "weights",
                "loop");
        List<String> broken = new ArrayList<>();
        for (SourceFile source : sources) {
            int own = order.indexOf(source.packageName().replace("org.idem.train.", ""));
            for (int upper = own + 1; own >= 0 && upper < order.size(); upper++) {
                if (imports(source, "org.idem.train." + order.get(upper) + ".")) {
                    broken.add(source.path() + " reaches up to " + order.get(upper));
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    private void assertNone(Predicate<SourceFile> forbidden) {
        assertEquals(
                List.of(),
                sources.stream().filter(forbidden).map(SourceFile::path).toList());
    }

    private static boolean imports(SourceFile source, String prefix) {
        return source.imports().stream().anyMatch(i -> i.startsWith(prefix));
    }
}
