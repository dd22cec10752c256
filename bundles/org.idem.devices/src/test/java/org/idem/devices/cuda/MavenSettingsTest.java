package org.idem.devices.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenSettingsTest {
    @TempDir
    private Path folder;

    private static String mirror(String of, String url) {
        return "<mirrors><mirror><id>m</id><mirrorOf>" + of + "</mirrorOf><url>" + url + "</url></mirror></mirrors>";
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "<settings xmlns=\"http://maven.apache.org/SETTINGS/1.2.0\">" + content + "</settings>");
    }

    private MavenSettings settings(String content) throws IOException {
        return MavenSettings.read(List.of(file("settings.xml", content)), Map.of("MIRROR", "mirror.test"));
    }

    private String central(String content) throws IOException {
        return settings(content).central().toString();
    }

    @Test
    void withoutAMirrorItIsCentral() throws IOException {
        assertEquals(
                MavenSettings.CENTRAL,
                MavenSettings.read(List.of(folder.resolve("none.xml")), Map.of())
                        .central());
        assertEquals(MavenSettings.CENTRAL.toString(), central("<localRepository>/x</localRepository>"));
        assertEquals(MavenSettings.CENTRAL.toString(), central(mirror("other", "http://m/a")));
        assertEquals(MavenSettings.CENTRAL.toString(), central(mirror("*,!central", "http://m/a")));
        assertEquals(
                MavenSettings.CENTRAL.toString(),
                central(mirror("external:http:*", "http://0.0.0.0/")),
                "what Maven itself ships to block plain HTTP");
    }

    @Test
    void mirrorsServeAsInMaven() throws IOException {
        for (String of : List.of("central", "*", "external:*", "other,central", "*,!snapshots")) {
            assertEquals("http://m/a", central(mirror(of, "http://m/a")), of);
        }
        assertEquals("http://mirror.test/a", central(mirror("*", "http://${env.MIRROR}/a")));
        Path all = file("all.xml", mirror("*", "http://all/"));
        Path named = file("named.xml", mirror("central", "http://named/"));
        assertEquals(
                "http://named/",
                MavenSettings.read(List.of(all, named), Map.of()).central().toString(),
                "one that names it goes before one for all");
    }

    @Test
    void proxiesServeAllButTheirExceptions() throws IOException {
        String rule = "<proxy><active>%s</active><protocol>http</protocol><host>127.0.0.1</host><port>3128</port>"
                + "<nonProxyHosts>localhost|*.inner</nonProxyHosts></proxy>";
        MavenSettings settings = settings("<proxies>" + rule.replace("%s", "true") + "</proxies>");
        assertTrue(settings.proxy(URI.create("https://m.test/a")).toString().contains(":3128"));
        assertNull(settings.proxy(URI.create("http://m.inner/a")));
        assertNull(settings.proxy(URI.create("http://localhost/a")));
        MavenSettings off = settings("<proxies>" + rule.replace("%s", "false") + "</proxies>");
        assertNull(off.proxy(URI.create("https://m.test/a")));
    }

    @Test
    void whatIsNoSettingsIsBadInput() throws IOException {
        for (String content : List.of(
                "",
                "<settings><mirrors>",
                "<!DOCTYPE s [<!ENTITY x SYSTEM"
                        + " \"file:///etc/passwd\">]><settings><localRepository>&x;</localRepository></settings>",
                "<settings><mirrors><mirror><mirrorOf>*</mirrorOf><url>http://a"
                        + " b</url></mirror></mirrors></settings>")) {
            Path file = Files.writeString(folder.resolve("bad.xml"), content);
            InputException failure =
                    assertThrows(InputException.class, () -> MavenSettings.read(List.of(file), Map.of()), content);
            assertTrue(failure.getMessage().contains("bad.xml"), failure::getMessage);
        }
    }

    @Test
    void addressesThatAreNoneAreRefused() {
        for (String word : List.of("ftp://host/a", "https://", "https://a b/c")) {
            assertThrows(InputException.class, () -> CudaSources.named(word), word);
        }
    }
}
