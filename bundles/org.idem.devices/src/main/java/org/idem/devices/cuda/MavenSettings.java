package org.idem.devices.cuda;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.idem.core.InputException;

/** What the user's and the machine's settings of Maven say of mirrors and proxies, so that nothing has to be said twice. */
final class MavenSettings {
    /** Maven's own repository. */
    static final URI CENTRAL = URI.create("https://repo.maven.apache.org/maven2");

    /** A mirror: what it serves, as patterns of repositories' ids. */
    record Mirror(String of, URI address) {}

    /** A way out of a closed network, for hosts but those of some patterns. */
    record ProxyRule(String protocol, String host, int port, String exceptFor) {}

    private final List<Mirror> mirrors;
    private final List<ProxyRule> proxies;

    MavenSettings(List<Mirror> mirrors, List<ProxyRule> proxies) {
        this.mirrors = List.copyOf(mirrors);
        this.proxies = List.copyOf(proxies);
    }

    /**
     * The settings of this user, then those of the machine.
     *
     * @throws InputException if a file is no settings
     */
    static MavenSettings ofThisUser() {
        Map<String, String> environment = System.getenv();
        List<Path> files = new ArrayList<>();
        files.add(Path.of(System.getProperty("user.home"), ".m2", "settings.xml"));
        Stream.of("MAVEN_HOME", "M2_HOME")
                .map(environment::get)
                .filter(Objects::nonNull)
                .forEach(home -> files.add(Path.of(home, "conf", "settings.xml")));
        files.add(Path.of("/etc/maven/settings.xml"));
        return read(files, environment);
    }

    /** Those of some files that are there, the first before the others. */
    static MavenSettings read(List<Path> files, Map<String, String> environment) {
        List<Mirror> mirrors = new ArrayList<>();
        List<ProxyRule> proxies = new ArrayList<>();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                MavenSettingsFile read = MavenSettingsFile.read(file, environment);
                mirrors.addAll(read.mirrors());
                proxies.addAll(read.proxies());
            }
        }
        return new MavenSettings(mirrors, proxies);
    }

    /** Where Maven would fetch what is in its own repository: a mirror that names it, else the first whose pattern fits. */
    URI central() {
        Optional<Mirror> named =
                mirrors.stream().filter(mirror -> mirror.of().equals("central")).findFirst();
        return named.or(() -> mirrors.stream()
                        .filter(mirror -> servesCentral(mirror.of()))
                        .findFirst())
                .map(Mirror::address)
                .orElse(CENTRAL);
    }

    private static boolean servesCentral(String patterns) {
        boolean serves = false;
        for (String pattern : patterns.split(",")) {
            String word = pattern.strip();
            if (word.equals("!central")) {
                return false;
            }
            serves |= word.equals("*") || word.equals("central") || word.equals("external:*");
        }
        return serves;
    }

    /** The proxy through which an address is reached; null where it is reached without. */
    InetSocketAddress proxy(URI address) {
        String host = String.valueOf(address.getHost());
        return Stream.of(String.valueOf(address.getScheme()), "http") // one for http serves the others, too
                .flatMap(protocol ->
                        proxies.stream().filter(rule -> rule.protocol().equalsIgnoreCase(protocol)))
                .filter(rule -> !isExcept(host, rule.exceptFor()))
                .findFirst()
                .map(rule -> new InetSocketAddress(rule.host(), rule.port()))
                .orElse(null);
    }

    private static boolean isExcept(String host, String patterns) {
        return Stream.of(patterns.split("\\|"))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .anyMatch(pattern -> host.matches(pattern.replace(".", "\\.").replace("*", ".*")));
    }
}
