package org.idem.ui.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.core.runtime.ILog;
import org.idem.core.AtomicFiles;

/**
 * The settings of the user, in one file that all workbenches of this user read and write, whatever folder they are on:
 * {@code idem/workbench.properties} under {@code $XDG_CONFIG_HOME} or {@code ~/.config}, or what
 * {@code -Didem.settings} names. A file that cannot be read counts as empty, one that cannot be written is logged: no
 * setting is worth a workbench that does not start. Thread-safe within a process.
 */
public final class UserSettings {
    private static final String THEME = "theme";
    private static final String ENDS = "notify.ends";
    private static final String FINDINGS = "notify.findings";
    private static final String RECENT = "recent.";
    private static final int MOST_RECENT = 10;

    private final Path file;

    /** The settings in this file, which need not exist yet. */
    public UserSettings(Path file) {
        this.file = file;
    }

    /** The settings of whoever runs this process. */
    public static UserSettings ofUser() {
        String given = System.getProperty("idem.settings");
        if (given != null) {
            return new UserSettings(Path.of(given));
        }
        String config = System.getenv("XDG_CONFIG_HOME");
        Path home = config == null || config.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return new UserSettings(home.resolve("idem").resolve("workbench.properties"));
    }

    /** The name of the theme that was chosen; empty when the platform's is followed. */
    public Optional<String> theme() {
        return Optional.ofNullable(read().getProperty(THEME));
    }

    /** Keeps the choice of a theme. */
    public synchronized void setTheme(String name) {
        Properties all = read();
        all.setProperty(THEME, name);
        write(all);
    }

    /** Whether it is told that a training ended, failed or is lost; it is unless the user switched that off. */
    public boolean notifiesOfEnds() {
        return isOn(ENDS);
    }

    /** Whether it is told what rules and trainers noticed; it is unless the user switched that off. */
    public boolean notifiesOfFindings() {
        return isOn(FINDINGS);
    }

    /** Keeps what is to be told. */
    public synchronized void setNotifies(boolean ends, boolean findings) {
        Properties all = read();
        all.setProperty(ENDS, Boolean.toString(ends));
        all.setProperty(FINDINGS, Boolean.toString(findings));
        write(all);
    }

    private boolean isOn(String key) {
        return !"false".equals(read().getProperty(key));
    }

    /** Folders that were opened, the latest first, whether they are still there or not. */
    public List<Path> recentFolders() {
        Properties all = read();
        List<Path> folders = new ArrayList<>();
        for (int i = 0; i < MOST_RECENT; i++) {
            String folder = all.getProperty(RECENT + i);
            if (folder != null) {
                folders.add(Path.of(folder));
            }
        }
        return folders;
    }

    /** Puts a folder in front of the others that were opened. */
    public synchronized void addRecentFolder(Path folder) {
        List<Path> folders = new ArrayList<>(recentFolders());
        folders.remove(folder);
        folders.add(0, folder);
        Properties all = read();
        for (int i = 0; i < Math.min(MOST_RECENT, folders.size()); i++) {
            all.setProperty(RECENT + i, folders.get(i).toString());
        }
        write(all);
    }

    private Properties read() {
        Properties all = new Properties();
        if (Files.isRegularFile(file)) {
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                all.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                ILog.get().warn("The settings in " + file + " cannot be read", e);
            }
        }
        return all;
    }

    private void write(Properties all) {
        StringWriter text = new StringWriter();
        try {
            all.store(text, null);
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFiles.write(file, text.toString());
        } catch (IOException | UncheckedIOException e) {
            ILog.get().warn("The settings cannot be written to " + file, e);
        }
    }
}
