package org.idem.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.idem.chart.ChartTheme;
import org.idem.chart.file.InlineSvg;
import org.idem.core.AbandonedParts;
import org.idem.core.AtomicFiles;
import org.idem.core.Progress;

/** What every report begins and ends with: one page that needs nothing beside it, in light and dark. */
final class Page {
    /** What charts stand on in the dark theme. */
    private static final Color DARK_CARD = new Color(0x1E2126);

    private Page() {}

    /** A page of this title, open for its sections. */
    static Markup open(String title) throws IOException {
        Markup html = new Markup();
        html.open("html", "lang", "en").open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.leaf("title", title + " – Idem").style(colors() + css()).close();
        return html.open("body").open("main");
    }

    /** Ends a page with a line that says where it comes from. */
    static Markup close(Markup html, String footer) {
        html.open("footer").text(footer).close();
        return html.close().close().close();
    }

    /**
     * Replaces a file by a page, whole or not at all.
     *
     * @throws java.util.concurrent.CancellationException if cancelled; the file is then as it was
     */
    static void write(Markup html, Path file, Progress progress) {
        progress.checkCancelled();
        AbandonedParts.clear(file);
        AtomicFiles.write(file, "<!DOCTYPE html>\n" + html);
        progress.report(1, () -> "Wrote " + file);
    }

    /** The colours of the charts in both themes; the page uses them too. */
    private static String colors() {
        Font any = ChartTheme.paper().font();
        String dark = InlineSvg.variables(ChartTheme.of(true, DARK_CARD, any));
        return ":root{" + InlineSvg.variables(ChartTheme.paper()) + "}\n@media (prefers-color-scheme: dark){:root{"
                + dark + "}}\n";
    }

    private static String css() throws IOException {
        try (InputStream in = Page.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IOException("report.css is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
