package org.idem.core;

import java.nio.file.Path;

/** What Idem keeps for a user between its processes, and can make again at any time. */
public final class UserCache {
    private UserCache() {}

    /** Its folder, absolute: {@code idem} in {@code XDG_CACHE_HOME}, else in {@code ~/.cache}; it may not exist yet. */
    public static Path folder() {
        String named = System.getenv("XDG_CACHE_HOME");
        Path caches = named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home", ""), ".cache")
                : Path.of(named);
        return caches.resolve("idem").toAbsolutePath();
    }
}
