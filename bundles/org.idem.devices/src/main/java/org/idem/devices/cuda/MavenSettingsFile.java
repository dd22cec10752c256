package org.idem.devices.cuda;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A {@code settings.xml}.
 *
 * @param mirrors its mirrors
 * @param proxies its proxies that are active
 */
record MavenSettingsFile(List<MavenSettings.Mirror> mirrors, List<MavenSettings.ProxyRule> proxies) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.([^}]+)}");

    MavenSettingsFile {
        mirrors = List.copyOf(mirrors);
        proxies = List.copyOf(proxies);
    }

    /** Reads a file; a variable of the environment that is not set stays as it is written. */
    static MavenSettingsFile read(Path file, Map<String, String> environment) {
        List<MavenSettings.Mirror> mirrors = new ArrayList<>();
        List<MavenSettings.ProxyRule> proxies = new ArrayList<>();
        try {
            Element root = parse(file);
            for (Element mirror : children(root, "mirrors", "mirror")) {
                mirrors.add(new MavenSettings.Mirror(
                        text(mirror, "mirrorOf", environment), URI.create(text(mirror, "url", environment))));
            }
            for (Element proxy : children(root, "proxies", "proxy")) {
                if (!text(proxy, "active", environment).equals("false")) {
                    proxies.add(rule(proxy, environment));
                }
            }
        } catch (IOException | SAXException | ParserConfigurationException | IllegalArgumentException e) {
            throw new InputException(Problem.error(
                    file, "", "Maven's settings cannot be read: " + e.getMessage(), "mend them, or give --from"));
        }
        return new MavenSettingsFile(mirrors, proxies);
    }

    private static Element parse(Path file) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(file.toFile()).getDocumentElement();
    }

    private static MavenSettings.ProxyRule rule(Element proxy, Map<String, String> environment) {
        String protocol = text(proxy, "protocol", environment);
        String port = text(proxy, "port", environment);
        return new MavenSettings.ProxyRule(
                protocol.isEmpty() ? "http" : protocol,
                text(proxy, "host", environment),
                port.isEmpty() ? 8080 : Integer.parseInt(port),
                text(proxy, "nonProxyHosts", environment));
    }

    private static List<Element> children(Element root, String group, String name) {
        List<Element> found = new ArrayList<>();
        for (Element list : children(root, group)) {
            found.addAll(children(list, name));
        }
        return found;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element
                    && element.getLocalName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name, Map<String, String> environment) {
        return children(parent, name).stream()
                .map(element -> interpolate(element.getTextContent().strip(), environment))
                .findFirst()
                .orElse("");
    }

    private static String interpolate(String text, Map<String, String> environment) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(environment.getOrDefault(match.group(1), match.group())));
    }
}
