package org.idem.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a program reads back is written in {@code Locale.ROOT}. Locales have digits of their own, as {@code ar-EG}, and
 * letters, as {@code tr-TR}: a name made by the locale of one machine is not found again, here or on another.
 */
class LocaleRuleTest {
    private static final Set<String> WORKBENCH = Set.of("ui.widgets", "ui", "app");

    /** Methods that ask for the locale of the machine unless they are given one, by class. */
    private static final Map<String, Set<String>> LOCALIZED = Map.ofEntries(
            Map.entry("java.lang.String", Set.of("format", "formatted", "toLowerCase", "toUpperCase")),
            Map.entry("java.io.PrintStream", Set.of("printf", "format")),
            Map.entry("java.io.PrintWriter", Set.of("printf", "format")),
            Map.entry("java.io.Console", Set.of("printf", "format", "readLine", "readPassword")),
            Map.entry("java.util.Formatter", Set.of("<init>")),
            Map.entry("java.util.Scanner", Set.of("<init>")),
            Map.entry("java.text.DecimalFormat", Set.of("<init>")),
            Map.entry("java.text.SimpleDateFormat", Set.of("<init>")),
            Map.entry("java.text.MessageFormat", Set.of("<init>", "format")),
            Map.entry("java.time.format.DateTimeFormatter", Set.of("ofPattern", "ofLocalizedDate", "ofLocalizedTime")),
            Map.entry(
                    "java.text.NumberFormat",
                    Set.of("getInstance", "getNumberInstance", "getIntegerInstance", "getPercentInstance")));

    private static final List<String> LOCALES =
            List.of("java.util.Locale", "java.text.DecimalFormatSymbols", "java.text.DateFormatSymbols");

    @Test
    void headlessCodeNamesTheLocale() {
        noClasses()
                .that(describe("headless", type -> !WORKBENCH.contains(Bundles.nameOf(type))))
                .should()
                .accessTargetWhere(unlocalized())
                .because("what is written in the locale of one machine is not found again on another")
                .check(Bundles.importAll());
    }

    static DescribedPredicate<JavaAccess<?>> unlocalized() {
        return describe(
                "a method that takes the locale of the machine",
                access -> access instanceof JavaCodeUnitAccess<?> call && isUnlocalized(call.getTarget()));
    }

    private static boolean isUnlocalized(CodeUnitAccessTarget target) {
        Set<String> methods = LOCALIZED.getOrDefault(target.getOwner().getName(), Set.of());
        boolean given =
                target.getRawParameterTypes().stream().map(JavaClass::getName).anyMatch(LOCALES::contains);
        return methods.contains(target.getName()) && !given;
    }
}
