package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.Platform;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.ui.start.OpenWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is around the window: that a second start finds it, and what it says of itself. */
@ExtendWith(LoggedErrors.class)
class OpenWindowTest {
    private static Path state() {
        return Path.of(
                URI.create(Platform.getInstanceLocation().getURL().toString().replace(" ", "%20")));
    }

    @Test
    void aSecondStartBringsTheWindowToTheFront() {
        Shell shell = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell();
        shell.setMinimized(true);
        CompletableFuture<Boolean> answer =
                CompletableFuture.supplyAsync(() -> new OpenWindow(state()).ask(Duration.ofSeconds(50)));
        Pump.until("somebody answers", answer::isDone);
        assertTrue(answer.join());
        Pump.until("the window is there", () -> !shell.getMinimized() && shell.isVisible());
    }

    @Test
    void whoHoldsTheStateIsKnown() {
        String who = new OpenWindow(state()).describe();
        assertTrue(who.startsWith("user " + System.getProperty("user.name") + " on host "), who);
        assertTrue(who.endsWith("process " + ProcessHandle.current().pid()), who);
    }

    @Test
    void whereNobodyAnswersTheRequestIsTakenBack(@TempDir Path nobody) throws IOException {
        OpenWindow window = new OpenWindow(nobody);
        assertEquals("", window.describe());
        assertFalse(window.ask(Duration.ofMillis(200)));
        assertFalse(window.isAsked());
        try (var files = Files.list(nobody)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void aboutSaysAllVersions() {
        String version = version();
        Dialogs.during(
                () -> Commands.run(
                        PlatformUI.getWorkbench().getService(IHandlerService.class),
                        IWorkbenchCommandConstants.HELP_ABOUT),
                () -> {
                    Shell about = Dialogs.titled("About Idem");
                    String text = Dialogs.in(about, StyledText.class, one -> !one.getText()
                                    .isEmpty())
                            .getText();
                    assertTrue(text.startsWith("Idem " + version), text);
                    assertTrue(text.contains("Java " + System.getProperty("java.version")), text);
                    assertTrue(text.matches("(?s).*DJL [^{]+, libtorch [^{]+.*"), text);
                    assertFalse(text.contains("{") || text.contains("$"), text);
                    Dialogs.press(about, "Close");
                });
    }

    @Test
    void theSplashHasTheVersionOfTheProduct() throws IOException {
        byte[] png;
        try (var in = Platform.getBundle("org.idem.app").getEntry("splash.png").openStream()) {
            png = in.readAllBytes();
        }
        String bytes = new String(png, StandardCharsets.ISO_8859_1);
        int at = bytes.indexOf("tEXtVersion\0") + "tEXtVersion\0".length();
        assertEquals(version(), bytes.substring(at, at + version().length()), "draw it anew: releng/branding");
    }

    private static String version() {
        var version = Platform.getBundle("org.idem.app").getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }
}
