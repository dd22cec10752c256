package org.idem.ui;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test during which the workbench logs an error, whoever logs it and on whatever thread: a listener that throws,
 * a part that cannot be made, a job that fails. What a test provokes it names with {@link #expect}.
 */
public final class LoggedErrors implements BeforeEachCallback, AfterEachCallback, ILogListener {
    private static final List<String> EXPECTED = new CopyOnWriteArrayList<>();

    private final List<IStatus> errors = new CopyOnWriteArrayList<>();

    /** An error whose message or exception has these words is not one of the running test. */
    public static void expect(String words) {
        EXPECTED.add(words);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        EXPECTED.clear();
        errors.clear();
        Platform.addLogListener(this);
    }

    @Override
    public void logging(IStatus status, String plugin) {
        if (status.getSeverity() == IStatus.ERROR) {
            errors.add(status);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Platform.removeLogListener(this);
        List<IStatus> others = errors.stream()
                .filter(status ->
                        EXPECTED.stream().noneMatch(words -> words(status).contains(words)))
                .toList();
        if (!others.isEmpty()) {
            Throwable cause = others.get(0).getException();
            fail("The workbench logged " + others.size() + " errors, first: " + words(others.get(0)), cause);
        }
    }

    private static String words(IStatus status) {
        StringBuilder words = new StringBuilder(status.getPlugin()).append(": ").append(status.getMessage());
        for (Throwable cause = status.getException(); cause != null; cause = cause.getCause()) {
            words.append("; ").append(cause);
        }
        for (IStatus child : status.getChildren()) {
            words.append("; ").append(words(child));
        }
        return words.toString();
    }
}
