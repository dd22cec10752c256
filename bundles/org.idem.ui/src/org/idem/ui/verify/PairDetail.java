package org.idem.ui.verify;

import java.util.Locale;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.idem.core.Units;
import org.idem.verify.ScoredPair;

/**
 * A pair, large: both faces side by side, or one in the place of the other, which shows what moves between them. Space on
 * the faces changes from the one to the other. UI thread only.
 */
final class PairDetail {
    private static final int GAP = 8;
    /** Less would be read word by word; more is there where the page is wide. */
    private static final int WORDS_WIDTH = 200;

    private final Label words;
    private final Button together;
    private final Canvas faces;
    private Image first;
    private Image second;
    private boolean secondOnTop;

    PairDetail(Composite parent) {
        Composite pane = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 4).applyTo(pane);
        words = new Label(pane, SWT.WRAP);
        words.setText("Select a pair to see it large.");
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .hint(WORDS_WIDTH, SWT.DEFAULT)
                .applyTo(words);
        together = new Button(pane, SWT.CHECK);
        together.setText("&One place");
        together.setToolTipText("Shows one face in the place of the other; Space changes between them");
        together.addListener(SWT.Selection, event -> redraw());
        faces = new Canvas(pane, SWT.DOUBLE_BUFFERED);
        GridDataFactory.fillDefaults()
                .span(2, 1)
                .grab(true, true)
                .hint(SWT.DEFAULT, 160)
                .applyTo(faces);
        faces.addListener(SWT.Paint, event -> paint(event.gc));
        faces.addListener(SWT.KeyDown, event -> {
            if (event.character == ' ') {
                flip();
            }
        });
        faces.addListener(SWT.MouseDown, event -> {
            faces.setFocus();
            flip();
        });
        faces.addListener(SWT.Traverse, event -> event.doit = true);
        faces.addListener(SWT.Dispose, event -> disposeImages());
    }

    private void flip() {
        secondOnTop = !secondOnTop;
        together.setSelection(true);
        redraw();
    }

    private void redraw() {
        faces.redraw();
    }

    void show(WrongPair pair) {
        disposeImages();
        if (pair.faces() != null) {
            first = new Image(faces.getDisplay(), pair.faces().first());
            second = new Image(faces.getDisplay(), pair.faces().second());
        }
        words.setText(words(pair.scored()) + (pair.why().isEmpty() ? "" : "  ·  " + pair.why()));
        words.getParent().layout();
        redraw();
    }

    private static String words(ScoredPair pair) {
        return String.format(
                Locale.ROOT,
                "Pair %s  ·  %s  ·  cosine %.4f, %.4f on the wrong side of the threshold",
                Units.count(pair.number()),
                pair.same() ? "one person" : "two persons",
                pair.cosine(),
                pair.beyond());
    }

    private void paint(GC gc) {
        if (first == null) {
            return;
        }
        gc.setInterpolation(SWT.HIGH);
        Rectangle area = faces.getClientArea();
        if (together.getSelection()) {
            draw(gc, secondOnTop ? second : first, new Rectangle(0, 0, area.width, area.height));
        } else {
            int half = (area.width - GAP) / 2;
            draw(gc, first, new Rectangle(0, 0, half, area.height));
            draw(gc, second, new Rectangle(half + GAP, 0, half, area.height));
        }
    }

    /** As large as it fits, in the middle. */
    private static void draw(GC gc, Image image, Rectangle place) {
        Rectangle size = image.getBounds();
        double scale = Math.min((double) place.width / size.width, (double) place.height / size.height);
        int width = (int) (size.width * scale);
        int height = (int) (size.height * scale);
        gc.drawImage(
                image,
                0,
                0,
                size.width,
                size.height,
                place.x + (place.width - width) / 2,
                place.y + (place.height - height) / 2,
                width,
                height);
    }

    private void disposeImages() {
        if (first != null) {
            first.dispose();
            second.dispose();
            first = null;
            second = null;
        }
    }
}
