package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that comes from outside is obeyed by a terminal or forges a line. */
class TerminalTextTest {
    /** Title, colour, bell, return, line break, C1's CSI, a turned direction, and half a character. */
    private static final String EVIL = "a\u001b]0;owned\u0007\u001b[31m\rb\nforged line\u009b2J\u202Ec\uD800";

    @TempDir
    private Path folder;

    private CommandLineFixture.Outcome run(String... words) {
        return new CommandLineFixture(folder).run(words);
    }

    private static void assertHarmless(CommandLineFixture.Outcome outcome) {
        String all = outcome.out() + outcome.err();
        for (char c : all.toCharArray()) {
            assertTrue(c == '\n' || !Character.isISOControl(c) && c != '\u202E', () -> all);
        }
        assertTrue(all.lines().noneMatch(line -> line.startsWith("forged")), all);
        assertTrue(all.contains("\\u001b") && all.contains("\\n"), all);
    }

    @Test
    void harmlessTextStaysAsItIs() {
        String text = "LFW 99.80 % — 人脸 é \uD83D\uDE00";
        assertSame(text, TerminalText.line(text));
        assertEquals("a\\u001b[31m\\r\\n\\u009b\\u202e\\ud800", TerminalText.line("a\u001b[31m\r\n\u009b\u202E\uD800"));
        assertEquals("a\n\tb\\u0007", TerminalText.lines("a\n\tb\u0007"));
    }

    @Test
    void namesOfRunsAndWhatTheyHold() throws IOException {
        Path odd = folder.resolve(EVIL.replace("\uD800", ""));
        Files.createDirectories(odd.resolve("metrics"));
        Files.writeString(odd.resolve("status.json"), "{\"state\": \"DONE\"}");
        assertHarmless(run("runs", "--runs", folder.toString()));
        assertHarmless(run("events", odd.getFileName().toString(), "--runs", folder.toString()));
        assertHarmless(run("events", "no" + EVIL, "--runs", folder.toString()));
        assertHarmless(run("runs", "--no" + EVIL));
    }

    @Test
    void messagesOfEvents() {
        RunDirectory run = RunDirectory.create(folder, "events", Clock.systemUTC());
        run.writeStatus(run.status().with(RunStatus.State.DONE, EVIL, Instant.now()));
        run.events()
                .add(new RunEvent(1, Instant.now(), RunEvent.Kind.SAVE_FAILED, EVIL, EVIL, RunEvent.Handling.WARNED));
        assertHarmless(run("events", "latest", "--runs", folder.toString()));
    }

    @Test
    void keysOfDataSets() throws IOException {
        String name = EVIL.replace("\uD800", "").replace("\n", " ") + ".jpg";
        Files.writeString(folder.resolve("label.txt"), name + "\t0\nmissing\u001b[2J.jpg\t1\n");
        CommandLineFixture.Outcome outcome =
                run("data", "check", folder.resolve("label.txt").toString());
        for (char c : (outcome.out() + outcome.err()).toCharArray()) {
            assertTrue(c == '\n' || !Character.isISOControl(c), outcome::toString);
        }
        assertTrue((outcome.out() + outcome.err()).contains("\\u001b"), outcome::toString);
    }

    @Test
    void keysAndValuesOfConfigs() throws IOException {
        Path config = folder.resolve("config.yaml");
        Files.writeString(config, "Global:\n  \"no\\e[31m\\nforged key\": 1\n  seed: \"\\e]0;x\\a\\nforged\"\n");
        CommandLineFixture.Outcome outcome = run("config", "check", config.toString());
        assertHarmless(outcome);
    }

    @Test
    void jsonStaysJsonToTheLastCharacter() {
        RunDirectory run = RunDirectory.create(folder, "events", Clock.systemUTC());
        run.writeConfig("Global:\n  seed: 1\n", Map.of());
        String message = EVIL.replace("\uD800", "");
        run.events()
                .add(new RunEvent(1, Instant.now(), RunEvent.Kind.SAVE_FAILED, "", message, RunEvent.Handling.WARNED));
        CommandLineFixture.Outcome outcome = run("events", "latest", "--json", "--runs", folder.toString());
        assertEquals(message, outcome.json().get(0).get("message").asText());
        assertEquals(
                List.of(),
                outcome.out()
                        .chars()
                        .filter(c -> c != '\n' && Character.isISOControl(c))
                        .boxed()
                        .toList());
    }
}
