package org.idem.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data flows one way: dataset, config, launch, train, run, views. These are the arrows that may exist. */
class ArchitectureTest {
    private static final String ROOT = "org.idem.";
    private static final Set<String> WORKBENCH = Set.of("ui.widgets", "ui", "app");
    private static final List<String> TRAINER = List.of(
            "tensor",
            "collective",
            "collective.mpi",
            "process",
            "optim",
            "backbone",
            "margin",
            "centers",
            "sampling",
            "layer",
            "checkpoint",
            "weights",
            "setup",
            "loop");

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            arrows("core", ""),
            arrows("fuzz", "core"),
            arrows("metrics", "core"),
            arrows("model", "core"),
            arrows("data", "core"),
            arrows("faces", "core data"),
            arrows("config", "core"),
            arrows("input", "core data config"),
            arrows("plan", "core data config model input"),
            arrows("run", "core config metrics"),
            arrows("watch", "core config run"),
            arrows("verify", "core data input metrics run"),
            arrows("chart", "core metrics"),
            arrows("report", "core data config run metrics verify chart"),
            arrows("protocol", "core"),
            arrows("devices", "core"),
            arrows("train", "core data config model input plan run metrics watch verify protocol"),
            arrows("export", "core data config model faces input run metrics verify protocol train"),
            arrows("launch", "core config plan run protocol devices"),
            arrows(
                    "cli",
                    "core data config model faces input plan run metrics watch verify chart report protocol devices"
                            + " launch"),
            arrows(
                    "bench",
                    "core data config model faces input plan run metrics watch verify chart report protocol devices"
                            + " launch train export fuzz"),
            arrows("ui.widgets", "core chart"),
            arrows(
                    "ui",
                    "core data config model faces input plan run metrics watch verify chart report protocol devices"
                            + " launch ui.widgets"),
            arrows("app", "core ui"));

    private static Map.Entry<String, Set<String>> arrows(String from, String to) {
        return Map.entry(from, to.isEmpty() ? Set.of() : Set.of(to.split(" ")));
    }

    private static JavaClasses product;

    @BeforeAll
    static void importProduct() {
        product = Bundles.importAll();
    }

    static Stream<String> bundles() {
        return MAY_USE.keySet().stream().sorted();
    }

    @Test
    void everyBundleIsKnown() {
        assertEquals(new TreeSet<>(MAY_USE.keySet()), Bundles.names());
        assertTrue(product.size() > 800, product.size() + " classes");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aBundleUsesOnlyWhatItMay(String bundle) {
        DescribedPredicate<JavaClass> forbidden = describe("in a bundle that it may not use", type -> {
            String used = Bundles.nameOf(type);
            return !used.isEmpty()
                    && !used.equals(bundle)
                    && !MAY_USE.get(bundle).contains(used);
        });
        noClasses()
                .that(describe("in " + bundle, type -> Bundles.nameOf(type).equals(bundle)))
                .should()
                .dependOnClassesThat(forbidden)
                .check(product);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aBundleExportsWhatOthersUse(String bundle) {
        Set<String> used = new TreeSet<>();
        for (JavaClass type : product) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(use -> use.getTargetClass().getBaseComponentType())
                    .filter(target -> Bundles.nameOf(target).equals(bundle)
                            && !Bundles.nameOf(type).equals(bundle))
                    .forEach(target -> used.add(target.getPackageName()));
        }
        Set<String> exported = Bundles.exportsOf(bundle);
        if (WORKBENCH.contains(bundle)) {
            // Of a package that has nothing but constants (ids of views and commands) a compiled class keeps no trace.
            assertTrue(exported.containsAll(used), () -> used + " of " + exported);
        } else {
            assertEquals(used, exported);
        }
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching("org.idem.(**)").should().beFreeOfCycles().check(product);
    }

    @Test
    void headlessBundlesKnowNoEclipse() {
        noClasses()
                .that(describe("headless", type -> !WORKBENCH.contains(Bundles.nameOf(type))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse..")
                .check(product);
    }

    @Test
    void nobodyUsesTheInternalsOfOthers() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..internal..")
                .check(product);
    }

    @Test
    void onlyTheWidgetsScheduleOnTheUiThread() {
        DescribedPredicate<JavaMethodCall> later = describe(
                "of Display.asyncExec or timerExec",
                call -> call.getTargetOwner().getName().equals("org.eclipse.swt.widgets.Display")
                        && Set.of("asyncExec", "timerExec").contains(call.getName()));
        noClasses()
                .that()
                .resideOutsideOfPackage("org.idem.ui.widgets..")
                .should()
                .callMethodWhere(later)
                .check(product);
    }

    @Test
    void noSwingAnywhere() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("javax.swing..", "org.eclipse.swt.awt.."))
                .check(product);
    }

    @Test
    void onlyTheBridgeTouchesLibtorchsJavaLayers() {
        noClasses()
                .that(DescribedPredicate.not(resideInAPackage("org.idem.train.tensor..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.bytedeco..", "ai.djl.pytorch.."))
                .check(product);
    }

    @Test
    void lowerPackagesOfTheTrainerDoNotReachUp() {
        List<String> broken = new ArrayList<>();
        for (JavaClass type : product) {
            int own = TRAINER.indexOf(trainerPackage(type));
            type.getDirectDependenciesFromSelf().stream()
                    .filter(use -> own >= 0 && TRAINER.indexOf(trainerPackage(use.getTargetClass())) > own)
                    .forEach(use -> broken.add(use.getDescription()));
        }
        assertEquals(List.of(), broken);
    }

    private static String trainerPackage(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT + "train.") ? name.substring((ROOT + "train.").length()) : "";
    }

    @Test
    void modelsAreDataWithoutTensors() {
        classes()
                .that()
                .resideInAnyPackage("org.idem.model..", "org.idem.plan..", "org.idem.input..", "org.idem.watch..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("org.idem..", "java..", "javax.imageio..", "com.sun.management..", ""))
                .check(product);
    }
}
